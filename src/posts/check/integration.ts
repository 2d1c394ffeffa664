/** Brings the check to Astro: a build stops at mistakes, the preview names them and goes on. */
import { fileURLToPath } from 'node:url';
import type { AstroIntegration, AstroIntegrationLogger } from 'astro';
import { dayOf } from '../../site/dates.ts';
import { checkContent } from './check.ts';
import { formatMistakes } from './mistake.ts';

/** Milliseconds without a further change before the preview checks again: a branch switch changes many files at once. */
const pause = 200;

/** The Astro integration. A build with mistakes fails with the list of them all, before Astro reads the content itself. */
export function contentCheck(): AstroIntegration {
  let root = '';
  let building = false;
  return {
    name: 'content-check',
    hooks: {
      'astro:config:setup': ({ command }) => {
        building = command === 'build';
      },
      // Not `astro:build:start`: Astro loads the content before that, and would stop at its own first mistake.
      'astro:config:done': async ({ config }) => {
        root = fileURLToPath(config.root);
        if (building) await stopAtMistakes(root);
      },
      // Not `astro:server:start`: where the preview itself stumbles over frontmatter it never starts, and the list is needed most.
      'astro:server:setup': async ({ server, logger }) => {
        let timer: NodeJS.Timeout | undefined;
        let inOrder = true;
        server.watcher.on('all', (_event, file) => {
          if (!isContent(file, root)) return;
          clearTimeout(timer);
          timer = setTimeout(async () => (inOrder = await warnOfMistakes(root, logger, inOrder)), pause);
        });
        inOrder = await warnOfMistakes(root, logger, true);
      },
    },
  };
}

async function stopAtMistakes(root: string): Promise<void> {
  const mistakes = await checkContent(root, dayOf(new Date()));
  if (mistakes.length === 0) return;
  const error = new Error(`The content has mistakes.\n\n${formatMistakes(mistakes)}\n`);
  // Astro prints it, and where in this code the error was made helps nobody.
  delete error.stack;
  throw error;
}

/** Whether the content is in order, which is said only when it was not before. Never fails: the preview is where mistakes are made good. */
async function warnOfMistakes(root: string, logger: AstroIntegrationLogger, wasInOrder: boolean): Promise<boolean> {
  try {
    const mistakes = await checkContent(root, dayOf(new Date()));
    if (mistakes.length > 0) logger.warn(`The content has mistakes; a build would stop.\n${formatMistakes(mistakes)}`);
    else if (!wasInOrder) logger.info('Content is in order.');
    return mistakes.length === 0;
  } catch (error) {
    logger.warn(`The content could not be checked: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

function isContent(file: string, root: string): boolean {
  const path = file.replaceAll('\\', '/');
  const from = root.replaceAll('\\', '/').replace(/\/?$/, '/');
  return ['content/', 'public/'].some((folder) => path.startsWith(from + folder));
}
