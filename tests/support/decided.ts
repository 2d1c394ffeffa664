/** A decision by nobody in particular, about one comment. */
import type { CommentStatus, Database } from '../../src/database/database.ts';
import { decide, type Decision } from '../../src/moderation/decide.ts';
import { commandLine } from '../../src/moderation/moderator.ts';

/** Its status then; null when nothing could be decided. */
export async function decideOne(database: Database, id: number, decision: Decision, now: Date): Promise<CommentStatus | null> {
  const { changed, unchanged } = await decide(database, decision, [{ id }], { by: commandLine, now, posts: null });
  return [...changed, ...unchanged][0]?.status ?? null;
}
