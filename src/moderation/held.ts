/** The comments that wait, as far as a letter tells of them. */
import type { Reading } from '../database/database.ts';

/** What waits under one post. */
export interface HeldUnderPost {
  post: string;
  count: number;
  /** The id of the newest one. */
  newest: number;
}

/** A comment that waits, as it was typed. */
export interface HeldComment {
  id: number;
  post: string;
  name: string;
  text: string;
}

/** Whether a comment waits that is newer than the one with this id. */
export async function isAnyHeldAfter(database: Reading, id: number): Promise<boolean> {
  const row = await held(database).select('id').where('id', '>', id).limit(1).executeTakeFirst();
  return row !== undefined;
}

/** The posts under which comments wait. */
export async function heldByPost(database: Reading): Promise<HeldUnderPost[]> {
  const rows = await held(database)
    .select((of) => ['post', of.fn.countAll().as('count'), of.fn.max('id').as('newest')])
    .groupBy('post')
    .execute();
  return rows.map(({ post, count, newest }) => ({ post, count: Number(count), newest }));
}

/** The newest comments that wait under these posts and are newer than the one with this id; newest first. */
export async function newestHeld(database: Reading, posts: readonly string[], after: number, limit: number): Promise<HeldComment[]> {
  return held(database)
    .select(['id', 'post', 'name', 'text'])
    .where('post', 'in', posts)
    .where('id', '>', after)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

function held(database: Reading) {
  return database.selectFrom('comments').where('status', '=', 'held');
}
