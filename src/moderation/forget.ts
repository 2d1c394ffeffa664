import { sql } from 'kysely';
import { forgetCommenters } from '../comments/commenters.ts';
import type { Writing } from '../database/database.ts';
import { forgetWords } from './log.ts';
import { forgetMentions } from './mentions.ts';

/** What was thrown away or is spam can be restored this long; then its words and its sender are forgotten. Undo goes back as far. */
export const restorableDays = 30;

/** Empties what was thrown away or is spam for longer than it can be restored, and the words of edits as old. Returns how many comments. */
export async function forgetDeleted(tx: Writing, now: Date): Promise<number> {
  const before = new Date(now.getTime() - restorableDays * 24 * 60 * 60 * 1_000);
  const forgotten = await tx
    .updateTable('comments')
    .set({ name: '', website: null, text: '', html: '', wave: null, intention: sql<string>`'forgotten-' || id` })
    .where('status', 'in', ['deleted', 'spam'])
    // Nobody decided what the judge put there.
    .where(sql<number>`coalesce(decided, created)`, '<=', before.getTime())
    .where('text', '<>', '')
    .returning('id')
    .execute();
  const ids = forgotten.map(({ id }) => id);
  await forgetCommenters(tx, ids);
  await forgetMentions(tx, ids);
  await forgetWords(tx, before, ids);
  return ids.length;
}
