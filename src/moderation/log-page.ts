/** The log as it is read: what was done at once is one line, the newest first. */
import { sql } from 'kysely';
import type { Reading } from '../database/database.ts';
import { blockedBy } from './log.ts';

/** Which part of the log. */
export interface LogFilter {
  /** Ids of the posts somebody moderates; null for all. */
  posts: readonly string[] | null;
  /** The name of who did it. */
  by?: string | undefined;
  action?: string | undefined;
  comment?: number | undefined;
  /** Only what is older than this entry. */
  before?: number | undefined;
  /** One batch alone. */
  batch?: string | undefined;
}

/** What somebody did at once. */
export interface LogLine {
  id: number;
  batch: string;
  by: string;
  action: string;
  /** What it took back, when that is what it did. */
  undid: string | null;
  at: Date;
  post: string | null;
  /** How many comments, and the first five of them. */
  count: number;
  comments: number[];
  /** Whether any of it can still be taken back, and whether all of it was. */
  canUndo: boolean;
  undone: boolean;
}

export const logPageLength = 30;

/** One page of the log, and where the next begins. */
export async function logPage(database: Reading, filter: LogFilter): Promise<{ lines: LogLine[]; next?: number | undefined }> {
  let heads = database
    .selectFrom('decisions as entry')
    .leftJoin('decisions as original', 'original.id', 'entry.undoes')
    .select(['entry.id', 'entry.batch', 'entry.by', 'entry.action', 'entry.at', 'entry.post', 'original.action as undid'])
    .where((not) =>
      not.not(
        not.exists(
          not
            .selectFrom('decisions as earlier')
            .select('earlier.id')
            .whereRef('earlier.batch', '=', 'entry.batch')
            .whereRef('earlier.id', '<', 'entry.id')
            .where(allowed('earlier', filter.posts)),
        ),
      ),
    )
    .where(allowed('entry', filter.posts));
  if (filter.by) heads = heads.where('entry.by', '=', filter.by);
  if (filter.action) heads = heads.where('entry.action', '=', filter.action);
  if (filter.batch) heads = heads.where('entry.batch', '=', filter.batch);
  if (filter.before) heads = heads.where('entry.id', '<', filter.before);
  if (filter.comment) {
    const { comment } = filter;
    heads = heads.where('entry.batch', 'in', (of) =>
      of.selectFrom('decisions as about').select('about.batch').where('about.comment', '=', comment),
    );
  }
  const rows = await heads
    .orderBy('entry.id', 'desc')
    .limit(logPageLength + 1)
    .execute();
  const shown = rows.slice(0, logPageLength);
  const lines: LogLine[] = [];
  for (const { at, ...row } of shown) {
    const { replied, ...batch } = await batchOf(database, row.batch, filter.posts);
    // To reply to what waits approves it: one thing to whoever did it.
    lines.push({ ...row, at: new Date(at), ...batch, ...(replied && { action: 'reply', count: 1 }) });
  }
  return { lines, next: rows.length > shown.length ? shown.at(-1)?.id : undefined };
}

/** The names and actions there are in the log, to choose from. */
export async function logChoices(database: Reading, posts: LogFilter['posts']): Promise<{ names: string[]; actions: string[] }> {
  const recent = database
    .selectFrom('decisions as entry')
    .select(['by', 'action'])
    .where(allowed('entry', posts))
    .orderBy('id', 'desc')
    .limit(5_000);
  const rows = await recent.execute();
  return { names: [...new Set(rows.map(({ by }) => by))].sort(), actions: [...new Set(rows.map(({ action }) => action))].sort() };
}

async function batchOf(
  database: Reading,
  batch: string,
  posts: LogFilter['posts'],
): Promise<Pick<LogLine, 'count' | 'comments' | 'canUndo' | 'undone'> & { replied: boolean }> {
  const entries = database.selectFrom('decisions as entry').where('batch', '=', batch).where(allowed('entry', posts));
  const tally = await entries
    .select((of) => [of.fn.count('comment').as('count'), of.fn.count('undone').as('undone'), of.fn.countAll().as('all')])
    .executeTakeFirstOrThrow();
  const first = await entries.select('comment').where('comment', 'is not', null).orderBy('id').limit(5).execute();
  const reply = await entries.select('id').where('action', '=', 'reply').limit(1).execute();
  const undoable = await entries
    .select('id')
    .where('undone', 'is', null)
    .where('before', 'is not', null)
    .where('subject', 'is not', null)
    .where(blockedBy, 'is', null)
    .limit(1)
    .execute();
  return {
    replied: reply.length > 0,
    count: Number(tally.count),
    comments: first.flatMap(({ comment }) => comment ?? []),
    canUndo: undoable.length > 0,
    undone: Number(tally.all) > 0 && Number(tally.undone) === Number(tally.all),
  };
}

/** Everything, or what is about these posts. */
function allowed(table: string, posts: LogFilter['posts']) {
  return posts ? sql<boolean>`${sql.ref(`${table}.post`)} in (${sql.join([...posts, ''])})` : sql<boolean>`1 = 1`;
}
