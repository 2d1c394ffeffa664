/** Brings the check to Astro: a build stops at mistakes, the preview names them and goes on. */
import { fileURLToPath } from 'node:url';
import type { AstroIntegration, AstroIntegrationLogger } from 'astro';
import { dayOf } from '../../site/dates.ts';
import { checkContent } from './check.ts';
import { formatMistakes } from './mistake.ts';

/** Milliseconds without a further change before the preview checks again: a branch switch changes many files at once. */
const pause = 200;

/** What reports the changes of files, by their full names: Vite's watcher. */
interface Watcher {
  on(event: 'all', listener: (event: string, file: string) => void): unknown;
}

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
      'astro:server:setup': ({ server, logger }) => previewContent(root, server.watcher, logger),
    },
  };
}

/** Warns of the mistakes in the project in `root`, and again whenever a file that `watcher` reports has changed them. Never fails. */
export async function previewContent(root: string, watcher: Watcher, logger: Pick<AstroIntegrationLogger, 'info' | 'warn'>): Promise<void> {
  let inOrder = true;
  const look = async () => {
    inOrder = await warnOfMistakes(root, logger, inOrder);
  };
  let timer: NodeJS.Timeout | undefined;
  watcher.on('all', (_event, file) => {
    if (!isContent(file, root)) return;
    clearTimeout(timer);
    timer = setTimeout(look, pause);
  });
  await look();
}

async function stopAtMistakes(root: string): Promise<void> {
  const mistakes = await checkContent(root, dayOf(new Date()));
  if (mistakes.length === 0) return;
  const error = new Error(`The content has mistakes.\n\n${formatMistakes(mistakes)}\n`);
  // Astro prints it, and where in this code the error was made helps nobody.
  delete error.stack;
  throw error;
}

/** Whether the content is in order, which is said only when it was not before. */
async function warnOfMistakes(root: string, logger: Pick<AstroIntegrationLogger, 'info' | 'warn'>, wasInOrder: boolean): Promise<boolean> {
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
