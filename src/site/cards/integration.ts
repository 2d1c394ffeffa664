/** Brings cards to Astro: a build makes those its pages ask for once they are all written, the preview when somebody looks at one. */
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { report } from './report.ts';

/** The Astro integration. Pages tell of their cards by `orderCard`. */
export function cards(): AstroIntegration {
  let store = '';
  let assets = '';
  return {
    name: 'cards',
    hooks: {
      'astro:config:setup': async ({ command, updateConfig }) => {
        if (command === 'build' || command === 'dev') globalThis.cardOrders = new Map();
        const { designOf } = await import('./design.ts');
        updateConfig({ vite: { define: { CARD_DESIGN: JSON.stringify(designOf()) } } });
      },
      'astro:config:done': ({ config }) => {
        store = fileURLToPath(new URL('cards/', config.cacheDir));
        assets = `${config.build.assets}/`;
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use(async (request, response, next) => {
          const order = globalThis.cardOrders?.get(basename(request.url ?? ''));
          if (!order) return next();
          try {
            const { draw } = await import('./draw.ts');
            response.setHeader('Content-Type', 'image/png').end((await draw(order.card)).png);
          } catch (error) {
            next(error);
          }
        });
      },
      'astro:build:done': async ({ dir, logger }) => {
        const { makeCards } = await import('./make.ts');
        report(await makeCards(globalThis.cardOrders ?? new Map(), store, fileURLToPath(new URL(assets, dir))), logger);
      },
    },
  };
}
