import { discussionUnder, pin, settle } from '../comments/discussions.ts';
import type { Database, Writing } from '../database/database.ts';
import { type Circumstances, commentsToChange } from './change.ts';
import { newBatch, record, type Undoable } from './log.ts';

/** What a moderator settles about a whole discussion. */
export type Settling = { post: string; state: 'open' | 'closed' } | { pin: number } | { unpin: number };

/** Closes or reopens a discussion, or pins a comment in it, and writes the log. Returns the batch; null when nothing changed or it is elsewhere. */
export async function pinOrClose(database: Database, settling: Settling, { by, now, posts }: Circumstances): Promise<string | null> {
  return database.write(async (tx) => {
    const comment = 'pin' in settling ? settling.pin : 'unpin' in settling ? settling.unpin : undefined;
    const found = comment === undefined ? undefined : (await commentsToChange(tx, [comment], posts)).get(comment);
    const post = 'post' in settling ? settling.post : found?.post;
    if (post === undefined || (posts && !posts.includes(post))) return null;
    const is = await discussionUnder(tx, post);
    const batch = await newBatch(tx);
    const entry = { batch, by, comment, post };
    if ('state' in settling) {
      if (is.state === settling.state) return null;
      await settle(tx, post, settling.state, now);
      const [before, after] = [{ state: is.state }, { state: settling.state }];
      await record(
        tx,
        { ...entry, action: settling.state === 'closed' ? 'close' : 'reopen', subject: `state:${post}`, before, after },
        now,
      );
      return batch;
    }
    const pinned = 'pin' in settling ? settling.pin : null;
    if (is.pinned === pinned || !(await pin(tx, post, pinned))) return null;
    const [before, after] = [{ pinned: is.pinned }, { pinned }];
    await record(tx, { ...entry, action: pinned === null ? 'unpin' : 'pin', subject: `pin:${post}`, before, after }, now);
    return batch;
  });
}

/** Takes back what was settled about a discussion. Returns whether it did. */
export async function unsettle(tx: Writing, entry: Undoable, batch: string, { by, now }: Circumstances): Promise<boolean> {
  const { post, subject } = entry;
  if (post === null || !/^(state|pin):/.test(subject)) return false;
  const is = await discussionUnder(tx, post);
  const before = JSON.parse(entry.before) as { state?: 'open' | 'closed' | null; pinned?: number | null }; // written above
  if (before.state !== undefined) await settle(tx, post, before.state, now);
  else if (before.pinned === undefined || !(await pin(tx, post, before.pinned))) return false;
  const kept = before.state === undefined ? { pinned: is.pinned } : { state: is.state };
  const comment = entry.comment ?? undefined;
  await record(tx, { batch, by, action: 'undo', comment, post, subject, before: kept, after: before, undoes: entry.id }, now);
  return true;
}
