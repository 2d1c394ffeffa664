/** What the `afterword` command can do. Each command is a function of its words and returns an exit code. */
import { DatabaseRefused, DatabaseUnavailable } from '../database/database.ts';
import { SettingsError } from '../site/settings.ts';

const commands: Record<string, { does: string; run: (words: string[]) => Promise<number> }> = {
  start: { does: 'build what changed and serve the site', run: async () => (await import('./start.ts')).start() },
  dev: { does: 'a live preview for authors, with drafts', run: async (words) => (await import('./astro.ts')).dev(words) },
  build: { does: 'build the site into dist/', run: async () => (await import('./astro.ts')).build({ quiet: false }) },
  check: {
    does: 'everything a change must pass: types, lint, format, map, content',
    run: async () => (await import('./verify.ts')).verify(),
  },
  content: { does: 'look for mistakes in the content alone', run: async ([root]) => (await import('./check.ts')).check(root) },
  comments: {
    does: 'list, show, approve, spam, delete or restore comments',
    run: async (words) => (await import('./comments.ts')).comments(words),
  },
  moderator: {
    does: 'add, list or remove moderators, or print a link to sign in',
    run: async (words) => (await import('./moderator.ts')).moderator(words),
  },
  stats: { does: 'how often each post was read on each day', run: async (words) => (await import('./stats.ts')).stats(words) },
  test: { does: 'run the tests (--all: also the slow ones)', run: async (words) => (await import('./test.ts')).test(words) },
};

const [name = 'help', ...words] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  console.log('Usage: npx afterword <command>\n');
  for (const [known, { does }] of Object.entries(commands)) console.log(`  ${known.padEnd(10)} ${does}`);
  process.exitCode = ['help', '--help', '-h'].includes(name) ? 0 : 2;
} else {
  try {
    process.exitCode = await command.run(words);
  } catch (error) {
    const forPeople = error instanceof SettingsError || error instanceof DatabaseRefused || error instanceof DatabaseUnavailable;
    console.error(forPeople ? error.message : error);
    process.exitCode = 1;
  }
}
