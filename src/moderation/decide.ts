import { sql } from 'kysely';
import type { CommentStatus, Database, Reading, Writing } from '../database/database.ts';
import type { Signal } from '../comments/comment.ts';
import { forgetCommenters } from '../comments/commenters.ts';
import { touch } from '../database/revisions.ts';
import { forgetMentions } from './mentions.ts';
import { teach, type Teaching } from './lessons.ts';

/** What a moderator can do to a comment. `restore` takes the last decision back. */
export const decisions = ['approve', 'spam', 'delete', 'restore'] as const;
export type Decision = (typeof decisions)[number];

/** A comment as the moderator sees it: with its status and why, as text and never as markup. */
export interface ModeratedComment {
  id: number;
  post: string;
  parent: number | null;
  name: string;
  website: string | null;
  text: string;
  status: CommentStatus;
  /** Why it is where it is. */
  signals: Signal[];
  created: Date;
}

/** Comments that were deleted or called spam can be restored this long; then their words and their sender are forgotten. */
export const restorableDays = 30;

/**
 * Carries out a decision, lets the page know and the classifier learn: also from a comment approved that was published
 * already. Returns the comment's new status, or null when there is no such comment or nothing to take back.
 */
export async function decide(database: Database, id: number, decision: Decision, now: Date): Promise<CommentStatus | null> {
  return database.write(async (tx) => {
    const comment = await tx
      .selectFrom('comments')
      .select(['post', 'status', 'previous_status', 'name', 'website', 'text'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!comment || comment.text === '') return null;
    const status = newStatus(decision, comment.previous_status);
    if (!status) return null;
    const decided = await teach(tx, id, comment, teachings[decision], status !== comment.status);
    if (!decided) return status;
    const words = decision === 'restore' ? 'A moderator took the last decision back.' : `A moderator decided: ${decision}.`;
    await tx
      .updateTable('comments')
      .set({
        status,
        previous_status: comment.status,
        decided: now.getTime(),
        reasons: JSON.stringify([{ name: 'decision', weight: 0, words }]),
      })
      .where('id', '=', id)
      .execute();
    await touch(tx, comment.post);
    return status;
  });
}

/** One comment, whatever its status; undefined when there is none or its words were forgotten. */
export async function findModerated(database: Reading, id: number): Promise<ModeratedComment | undefined> {
  const row = await moderated(database).where('id', '=', id).executeTakeFirst();
  return row && toModerated(row);
}

/** Comments of one status, or of all, newest first. */
export async function listModerated(database: Reading, status: CommentStatus | null, limit: number): Promise<ModeratedComment[]> {
  const query = status ? moderated(database).where('status', '=', status) : moderated(database);
  return (await query.orderBy('created', 'desc').orderBy('id', 'desc').limit(limit).execute()).map(toModerated);
}

/** Empties what was deleted or called spam longer ago than it can be restored: the words, the name and everything private. */
export async function forgetDeleted(tx: Writing, now: Date): Promise<number> {
  const before = now.getTime() - restorableDays * 24 * 60 * 60 * 1_000;
  const forgotten = await tx
    .updateTable('comments')
    .set({ name: '', website: null, text: '', html: '', wave: null, intention: sql<string>`'forgotten-' || id` })
    .where('status', 'in', ['deleted', 'spam'])
    .where('decided', '<=', before)
    .where('text', '<>', '')
    .returning('id')
    .execute();
  const ids = forgotten.map(({ id }) => id);
  await forgetCommenters(tx, ids);
  await forgetMentions(tx, ids);
  return forgotten.length;
}

/** Deleting says nothing of what a comment is. */
const teachings: Record<Decision, Teaching> = { approve: 'ham', spam: 'spam', delete: 'nothing', restore: 'taken back' };

function newStatus(decision: Decision, previous: CommentStatus | null): CommentStatus | null {
  if (decision === 'restore') return previous;
  return ({ approve: 'published', spam: 'spam', delete: 'deleted' } as const)[decision];
}

function moderated(database: Reading) {
  return database
    .selectFrom('comments')
    .select(['id', 'post', 'parent', 'name', 'website', 'text', 'status', 'reasons', 'created'])
    .where('text', '<>', '');
}

function toModerated({ reasons, created, ...row }: Omit<ModeratedComment, 'signals' | 'created'> & Stored): ModeratedComment {
  return { ...row, signals: readSignals(reasons), created: new Date(created) };
}

type Stored = { reasons: string; created: number };

/** What `comments.reasons` holds; before signals were weighed it held sentences alone. */
function readSignals(reasons: string): Signal[] {
  const stored = JSON.parse(reasons) as (Signal | string)[]; // written by this program alone
  return stored.map((signal) => (typeof signal === 'string' ? { name: 'reason', weight: 0, words: signal } : signal));
}
