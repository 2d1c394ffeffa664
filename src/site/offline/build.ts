/** Makes the service worker, and what takes its place where a site does without, along with the scripts of pages. */
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, renameSync } from 'node:fs';
import type { AstroIntegration } from 'astro';
import { offlineFolder, workerFile } from './names.ts';

const remover = 'service-worker-remover.js';

/** The service worker in the folder that is served; its remover beside that folder, for the front door to serve when it is asked to. */
export function offline(): AstroIntegration {
  return {
    name: 'afterword-offline',
    hooks: {
      'astro:config:setup': ({ command, updateConfig }) => {
        if (command === 'build') updateConfig({ vite: { plugins: [emitWorkers()] } });
      },
      'astro:build:done': ({ dir }) => {
        renameSync(new URL(remover, dir), new URL(`../${remover}`, dir));
        // Browsers get a worker anew when its bytes change, and with it the page it shows instead of others.
        const page = createHash('sha256').update(readFileSync(new URL(`${offlineFolder}index.html`, dir)));
        appendFileSync(new URL(workerFile, dir), `//${page.digest('hex').slice(0, 12)}\n`);
      },
    },
  };
}

type Plugins = NonNullable<
  Parameters<Parameters<NonNullable<AstroIntegration['hooks']['astro:config:setup']>>[0]['updateConfig']>[0]['vite']
>['plugins'];

function emitWorkers(): NonNullable<Plugins>[number] {
  return {
    name: 'afterword-offline',
    applyToEnvironment: ({ name }) => name === 'client',
    buildStart() {
      const source = (file: string) => new URL(file, import.meta.url).pathname;
      this.emitFile({ type: 'chunk', id: source('worker.ts'), fileName: workerFile });
      this.emitFile({ type: 'chunk', id: source('remove.ts'), fileName: remover });
    },
  };
}
