/** The log of what moderators did, and what undo goes by. Nothing is ever taken out of it; what was undone says so. */
import { sql } from 'kysely';
import { type Reading, inChunks, type Writing } from '../database/database.ts';
import type { Actor } from './moderator.ts';

/** One thing done, to a comment, a discussion or the rules. */
export interface Entry {
  /** What was done at once shares this. */
  batch: string;
  by: Actor;
  action: string;
  comment?: number | undefined;
  post?: string | undefined;
  /** What it changed, where that can be undone: later changes of the same subject stand in the way. */
  subject?: string | undefined;
  /** What it changed, as it was and as it became. */
  before?: unknown;
  after?: unknown;
  /** The entry this one takes back. */
  undoes?: number | undefined;
}

/** What is in the log of something that can be undone. */
export interface Undoable {
  id: number;
  action: string;
  comment: number | null;
  post: string | null;
  subject: string;
  before: string;
  undoes: number | null;
  /** The entry that has to be undone first. */
  blockedBy: number | null;
}

/** Who did what when. */
export interface Deed {
  id: number;
  comment: number | null;
  by: string;
  action: string;
  at: Date;
}

/** Writes down what was done, in the transaction that does it. */
export async function record(tx: Writing, entry: Entry, now: Date): Promise<void> {
  await recordAll(tx, [entry], now);
}

/** Writes down many things at once. */
export async function recordAll(tx: Writing, entries: readonly Entry[], now: Date): Promise<void> {
  await inChunks(entries, async (some) => {
    await tx
      .insertInto('decisions')
      .values(
        some.map(({ batch, by, action, comment, post, subject, before, after, undoes }) => ({
          batch,
          moderator: by.id,
          by: by.name,
          action,
          comment: comment ?? null,
          post: post ?? null,
          subject: subject ?? null,
          at: now.getTime(),
          before: before === undefined ? null : JSON.stringify(before),
          after: after === undefined ? null : JSON.stringify(after),
          undoes: undoes ?? null,
        })),
      )
      .execute();
    return [];
  });
}

/** A name for what is done at once; writers take turns, so no other has it. */
export async function newBatch(tx: Writing): Promise<string> {
  const { last } = await tx
    .selectFrom('decisions')
    .select((of) => of.fn.max('id').as('last'))
    .executeTakeFirstOrThrow();
  return String(Number(last ?? 0) + 1);
}

/** What of a batch can still be taken back, newest first. */
export async function undoableOf(database: Reading, batch: string): Promise<Undoable[]> {
  const rows = await database
    .selectFrom('decisions as entry')
    .select(['entry.id', 'entry.action', 'entry.comment', 'entry.post', 'entry.subject', 'entry.before', 'entry.undoes'])
    .select(blockedBy.as('blockedBy'))
    .where('entry.batch', '=', batch)
    .where('entry.undone', 'is', null)
    .where('entry.before', 'is not', null)
    .where('entry.subject', 'is not', null)
    .orderBy('entry.id', 'desc')
    .execute();
  // Neither is null: the query asks for it.
  return rows.map(({ subject, before, ...row }) => ({ ...row, subject: subject ?? '', before: before ?? '' }));
}

/** Notes that entries were taken back by a batch; what those had taken back themselves holds again. */
export async function markUndone(tx: Writing, entries: readonly Undoable[], batch: string): Promise<void> {
  await inChunks(entries, async (some) => {
    const ids = some.map(({ id }) => id);
    const redone = some.flatMap(({ undoes }) => undoes ?? []);
    await tx.updateTable('decisions').set({ undone: batch }).where('id', 'in', ids).execute();
    if (redone.length > 0) await tx.updateTable('decisions').set({ undone: null }).where('id', 'in', redone).execute();
    return [];
  });
}

/** What was decided of these comments and holds, oldest first: what `restore` goes by. */
export async function decisionsOn(
  database: Reading,
  comments: readonly number[],
): Promise<{ comment: number; before: string; after: string }[]> {
  const rows = await inChunks(comments, (some) =>
    database
      .selectFrom('decisions')
      .select(['comment', 'before', 'after'])
      .where('comment', 'in', some)
      .where('subject', 'like', 'comment:%')
      .where('undone', 'is', null)
      .where('undoes', 'is', null)
      .orderBy('id')
      .execute(),
  );
  return rows.flatMap(({ comment, before, after }) => (comment && before && after ? [{ comment, before, after }] : []));
}

/** What was last done to each of these comments. */
export async function lastDeeds(database: Reading, comments: readonly number[]): Promise<Map<number, Deed>> {
  const deeds = await deedsOn(database, comments);
  return new Map([...deeds].flatMap(([comment, done]) => done.slice(-1).map((deed) => [comment, deed])));
}

/** Everything done to each of these comments, oldest first. */
export async function deedsOn(database: Reading, comments: readonly number[]): Promise<Map<number, Deed[]>> {
  const rows = await inChunks(comments, (some) =>
    database.selectFrom('decisions').select(['id', 'comment', 'by', 'action', 'at']).where('comment', 'in', some).orderBy('id').execute(),
  );
  const deeds = rows.flatMap(({ comment, at, ...row }) => (comment === null ? [] : [{ ...row, comment, at: new Date(at) }]));
  return Map.groupBy(deeds, ({ comment }) => comment);
}

/** Forgets what comments were before and after, where that is older than it can be undone: also the words kept for that. */
export async function forgetWords(tx: Writing, before: Date, comments: readonly number[]): Promise<void> {
  const forgetting = tx.updateTable('decisions').set({ before: null, after: null }).where('comment', 'is not', null);
  await forgetting.where('at', '<=', before.getTime()).where('before', 'is not', null).execute();
  await inChunks(comments, async (some) => {
    await forgetting.where('comment', 'in', some).execute();
    return [];
  });
}

/** A later entry about the same that holds: it has to be undone first. One that took back a still later one changed nothing on the whole. */
export const blockedBy = sql<number | null>`(
  select max(later.id) from decisions later
  where later.subject = entry.subject and later.id > entry.id and later.undone is null and coalesce(later.undoes, 0) < entry.id
)`;
