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
    },
  };
}
