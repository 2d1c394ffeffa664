import { renameSync, rmSync } from 'node:fs';
import type { AstroIntegration } from 'astro';

/** Builds the pages that are rendered on demand into a module the front door imports: `dist/server/entry.mjs`. */
export function frontDoor(): AstroIntegration {
  return {
    name: 'afterword-front-door',
    hooks: {
      'astro:config:done': ({ setAdapter }) => {
        setAdapter({
          name: 'afterword-front-door',
          entrypointResolution: 'auto',
          serverEntrypoint: new URL('./entry.ts', import.meta.url),
          supportedAstroFeatures: { staticOutput: 'stable', hybridOutput: 'stable', serverOutput: 'stable', sharpImageService: 'stable' },
        });
      },
      'astro:build:done': ({ dir }) => arrangeSearch(dir),
    },
  };
}

/**
 * The index, which Astro makes like any other file, leaves the folder of what is served. The page for hosts of files alone takes the
 * address that this server answers on demand; Astro itself refuses two pages of one address.
 * @param client `dist/client/`
 */
function arrangeSearch(client: URL): void {
  renameSync(new URL('search/posts.db', client), new URL('../search.db', client));
  renameSync(new URL('search/static/index.html', client), new URL('search/index.html', client));
  rmSync(new URL('search/static', client), { recursive: true });
}
