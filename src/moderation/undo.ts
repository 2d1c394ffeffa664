import type { Database, Writing } from '../database/database.ts';
import { applyChanges, type Change, type Circumstances, commentsToChange, type State } from './change.ts';
import { withoutRepetitions } from './decide.ts';
import { unsettle } from './settle.ts';
import { type Deed, lastDeeds, markUndone, newBatch, type Undoable, undoableOf } from './log.ts';

/** What came of taking a batch back. */
export interface Undone {
  /** What undo would do all of it again with; null when nothing was taken back. */
  batch: string | null;
  /** What had been done. */
  action: string;
  /** Comments and discussions that are again as they were. */
  count: number;
  comments: number[];
  /** Left as they are, because somebody changed them since. */
  meanwhile: Deed[];
  /** They stay thrown away: the same was sent again since. */
  again: { id: number; other: number }[];
}

/**
 * Takes back what was done at once, as far as nobody changed it since: statuses, words, and what the classifier learnt of
 * it, exactly. It is in the log as a batch of its own, so that it can be taken back too.
 * Null when there is no such batch here, or nothing of it left to take back.
 */
export async function undo(database: Database, batch: string, circumstances: Circumstances): Promise<Undone | null> {
  const { by, now, posts } = circumstances;
  return database.write(async (tx) => {
    const entries = (await undoableOf(tx, batch)).filter(({ post }) => !posts || (post !== null && posts.includes(post)));
    const [first] = entries;
    if (!first) return null;
    const free = entries.filter(({ blockedBy }) => blockedBy === null);
    const name = await newBatch(tx);
    const changes = await changesBack(tx, free, circumstances);
    const { possible, again } = await withoutRepetitions(tx, changes);
    const done = { batch: name, action: 'undo', by, now };
    const changed = await applyChanges(tx, possible, done);
    const undone = new Set(changed.map(({ undoes }) => undoes));
    for (const entry of free) if (await unsettle(tx, entry, name, circumstances)) undone.add(entry.id);
    await markUndone(
      tx,
      free.filter(({ id }) => undone.has(id)),
      name,
    );
    const blocked = entries.filter(({ blockedBy }) => blockedBy !== null).flatMap(({ comment }) => comment ?? []);
    return {
      batch: undone.size > 0 ? name : null,
      action: first.action,
      count: undone.size,
      comments: changed.map(({ comment }) => comment.id),
      meanwhile: [...(await lastDeeds(tx, blocked)).values()],
      again,
    };
  });
}

async function changesBack(tx: Writing, entries: readonly Undoable[], { posts }: Circumstances): Promise<Change[]> {
  const ids = entries.flatMap(({ comment, subject }) => (comment !== null && subject.startsWith('comment:') ? [comment] : []));
  const found = await commentsToChange(tx, ids, posts);
  return entries.flatMap((entry) => {
    const comment = entry.comment === null ? undefined : found.get(entry.comment);
    if (!comment || !entry.subject.startsWith('comment:')) return [];
    const { status, lesson, decided = null, words } = JSON.parse(entry.before) as State; // written by change.ts
    return [{ comment, status, lesson, decided, undoes: entry.id, ...(words && { words }) }];
  });
}
