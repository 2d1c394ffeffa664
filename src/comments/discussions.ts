/** What a moderator settled for the discussion under a post. Nothing else queries this table. */
import type { Reading, Writing } from '../database/database.ts';
import { touch } from '../database/revisions.ts';
import { publishedComment } from './comments.ts';

export interface Discussion {
  /** Whether a moderator closed it, or opened it whatever its age and frontmatter say; null when neither. */
  state: 'open' | 'closed' | null;
  /** Since when. */
  since: Date | null;
  /** The comment shown first. */
  pinned: number | null;
}

const untouched: Discussion = { state: null, since: null, pinned: null };

/** What was settled for one post. */
export async function discussionUnder(database: Reading, post: string): Promise<Discussion> {
  const row = await database.selectFrom('discussions').selectAll().where('post', '=', post).executeTakeFirst();
  return row ? fromRow(row) : untouched;
}

/** What was settled, by post; posts nobody settled anything for are missing. */
export async function settledDiscussions(database: Reading): Promise<Map<string, Discussion>> {
  const rows = await database.selectFrom('discussions').selectAll().execute();
  return new Map(rows.map((row) => [row.post, fromRow(row)]));
}

/** Closes or reopens the discussion under a post, or leaves it to age and frontmatter again (`null`), and lets its pages know. */
export async function settle(tx: Writing, post: string, state: Discussion['state'], now: Date): Promise<void> {
  await put(tx, post, { state, since: now.getTime() });
  await touch(tx, respondRegion(post));
}

/**
 * Shows a comment of the post and its thread first, or none (`null`), and lets its pages know. False, and nothing is
 * changed, when it cannot stand first: readers do not see it, or it answers another comment.
 */
export async function pin(tx: Writing, post: string, comment: number | null): Promise<boolean> {
  if (comment !== null && (await publishedComment(tx, post, comment))?.root !== null) return false;
  await put(tx, post, { pinned: comment });
  await touch(tx, post);
  return true;
}

/** The region (`database/revisions.ts`) that changes with the form under a post. */
export function respondRegion(post: string): string {
  return `respond:${post}`;
}

async function put(tx: Writing, post: string, settled: { state: Discussion['state']; since: number } | { pinned: number | null }) {
  await tx
    .insertInto('discussions')
    .values({ post, state: null, since: null, pinned: null, ...settled })
    .onConflict((conflict) => conflict.column('post').doUpdateSet(settled))
    .execute();
}

function fromRow({ state, since, pinned }: { state: Discussion['state']; since: number | null; pinned: number | null }): Discussion {
  return { state, since: since === null ? null : new Date(since), pinned };
}
