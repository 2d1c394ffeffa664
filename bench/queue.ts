/**
 * What a moderator waits for with 100,000 comments: a page of the queue, a search, a decision on a thousand. On both databases.
 * The last column is the processor time of this process, in which SQLite's is and Postgres' is not.
 */
import { sql } from 'kysely';
import type { Database, Writing } from '../src/database/database.ts';
import { addCommenter } from '../src/comments/commenters.ts';
import { addComment } from '../src/comments/comments.ts';
import { decide } from '../src/moderation/decide.ts';
import { commandLine } from '../src/moderation/moderator.ts';
import { countFolders, type Filter, queuePage } from '../src/moderation/queue.ts';
import { shown } from '../src/moderation/shown.ts';
import { undo } from '../src/moderation/undo.ts';
import { aDraft } from '../tests/support/drafts.ts';
import { dialects, emptyDatabase, stopPostgres } from '../tests/support/databases.ts';
import { digits, percentile, printTable } from './table.ts';

const total = 100_000;
const start = Date.UTC(2026, 0, 1);
const words =
  'scope deadline trust silence anger patience price listening fairness power outcome meeting client project argument letter'.split(' ');
const rows: (string | number)[][] = [];
for (const dialect of dialects) {
  const { database, close } = await emptyDatabase(dialect);
  for (let from = 0; from < total; from += 1_000) await database.write((tx) => fill(tx, from));
  await database.read((tables) => sql`analyze`.execute(tables));
  const show = (filter: Partial<Filter>) => page(database, { folder: 'pending', posts: null, ...filter });
  const sought = (text: string) => ({ text, posts: [], networks: [] });
  const few = Array.from({ length: 5 }, (_, place) => postOf(place));
  await time(dialect, 'pending, with waves', () => show({}));
  await time(dialect, 'published, tenth page', () => show({ folder: 'published', before: 90_000 }));
  await time(dialect, 'one post', () => show({ post: postOf(7) }));
  await time(dialect, 'an author’s five posts', () => show({ folder: 'published', posts: few }));
  await time(dialect, 'search: a word in every fourth', () => show({ folder: 'published', sought: sought('trust') }));
  await time(dialect, 'search: a word in one', () => show({ sought: sought('word500') }));
  await time(dialect, 'search: a word in none', () => show({ folder: 'published', sought: sought('zebra') }));
  await time(dialect, 'search: an e-mail address', () => show({ sought: sought('reader-500@example.org') }));
  await decideOnThousand(dialect, database);
  await close();
}
await stopPostgres();
printTable(['database', 'what', 'p50 ms', 'slowest ms', 'processor ms'], rows);

async function page(database: Database, filter: Filter): Promise<void> {
  await database.read((tables) => countFolders(tables, filter));
  const { comments, waves } = await queuePage(database, filter);
  await database.read((tables) => shown(tables, [...waves.map(({ newest }) => newest), ...comments]));
}

async function time(dialect: string, what: string, work: () => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  let before = process.cpuUsage();
  for (let round = 0; round < 12; round += 1) {
    if (round === 2) before = process.cpuUsage();
    const started = performance.now();
    await work();
    if (round > 1) times.push(performance.now() - started);
  }
  const { user, system } = process.cpuUsage(before);
  rows.push([dialect, what, digits(percentile(times, 0.5)), digits(Math.max(...times)), digits((user + system) / 1_000 / times.length)]);
}

async function decideOnThousand(dialect: string, database: Database): Promise<void> {
  const circumstances = { by: commandLine, now: new Date(start), posts: null };
  const once = async (what: string, work: () => Promise<unknown>) => {
    const [started, before] = [performance.now(), process.cpuUsage()];
    await work();
    const { user, system } = process.cpuUsage(before);
    rows.push([dialect, what, '', digits(performance.now() - started), digits((user + system) / 1_000)]);
  };
  const wanted = Array.from({ length: 1_000 }, (_, place) => ({ id: 1 + place * 10 }));
  let batch = '';
  await once(
    'approve 1,000, and learn of each',
    async () => (batch = (await decide(database, 'approve', wanted, circumstances)).batch ?? ''),
  );
  await once('undo it', () => undo(database, batch, circumstances));
  const ids = await database.read((tables) => sql<{ id: number }>`select id from comments where wave = 'wave 1'`.execute(tables));
  await once(
    `spam: a wave of ${digits(ids.rows.length)}`,
    async () => (batch = (await decide(database, 'spam', ids.rows, circumstances)).batch ?? ''),
  );
  await once('undo it', () => undo(database, batch, circumstances));
}

/** A tenth waits; of that, four in ten belong to one of three waves. */
async function fill(tx: Writing, from: number): Promise<void> {
  for (let number = from; number < from + 1_000; number += 1) {
    const said = Array.from({ length: 60 }, (_, at) => words[(number * 7 + at * at * (1 + (number % 13))) % words.length]).join(' ');
    const status = number % 10 === 0 ? ('held' as const) : number % 10 === 1 ? ('spam' as const) : ('published' as const);
    const wave = number % 10 < 2 && number % 100 >= 60 ? `wave ${number % 3}` : `alone ${number}`;
    const draft = aDraft({ post: postOf(number), name: `Reader ${number}`, text: `${said} word${number}` });
    const made = {
      html: said,
      verdict: { status, signals: [] },
      intention: `intention ${number}`,
      root: null,
      wave,
      now: new Date(start + number),
    };
    const id = await addComment(tx, draft, made);
    const commenter = {
      email: `reader-${number % 20_000}@example.org`,
      receipt: `receipt ${number % 30_000}`,
      network: `network ${number % 500}`,
    };
    await addCommenter(tx, id, commenter, new Date(start));
  }
}

function postOf(number: number): string {
  return `2026/01/post-${number % 50}`;
}
