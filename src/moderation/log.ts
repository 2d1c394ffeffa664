/** The log of what moderators did. Nothing is ever taken out of it; what was undone says so. */
import type { Writing } from '../database/database.ts';
import type { Actor } from './moderator.ts';

/** One thing done, to a comment, a discussion or the rules. */
export interface Entry {
  /** What was done at once shares this. */
  batch: string;
  by: Actor;
  action: string;
  comment?: number | undefined;
  post?: string | undefined;
  /** What it changed, as it was and as it became. */
  before?: unknown;
  after?: unknown;
}

/** Writes down what was done, in the transaction that does it. */
export async function record(tx: Writing, entry: Entry, now: Date): Promise<void> {
  await tx
    .insertInto('decisions')
    .values({
      batch: entry.batch,
      moderator: entry.by.id,
      by: entry.by.name,
      action: entry.action,
      comment: entry.comment ?? null,
      post: entry.post ?? null,
      at: now.getTime(),
      before: entry.before === undefined ? null : JSON.stringify(entry.before),
      after: entry.after === undefined ? null : JSON.stringify(entry.after),
    })
    .execute();
}
