/** Everything a moderator is shown of comments besides their words: the parent, the sender's history here, what was decided since. */
import { type KnownSender, sendersWithHistory } from '../comments/commenters.ts';
import type { Reading } from '../database/database.ts';
import { type Deed, deedsOn } from './log.ts';
import { type ModeratedComment, moderatedAmong } from './moderated.ts';

export interface Shown {
  comment: ModeratedComment;
  /** What it answers. */
  parent: ModeratedComment | undefined;
  /** Undefined for who wrote here signed in, and where it was forgotten. */
  sender: KnownSender | undefined;
  /** What moderators did to it, oldest first. */
  deeds: Deed[];
}

/** The same comments in the same order, with everything around them, in a few queries however many they are. */
export async function shown(database: Reading, comments: readonly ModeratedComment[]): Promise<Shown[]> {
  const ids = comments.map(({ id }) => id);
  const parents = new Map(
    (
      await moderatedAmong(
        database,
        comments.flatMap(({ parent }) => parent ?? []),
      )
    ).map((parent) => [parent.id, parent]),
  );
  const senders = await sendersWithHistory(database, ids);
  const deeds = await deedsOn(database, ids);
  return comments.map((comment) => ({
    comment,
    parent: comment.parent === null ? undefined : parents.get(comment.parent),
    sender: senders.get(comment.id),
    deeds: deeds.get(comment.id) ?? [],
  }));
}
