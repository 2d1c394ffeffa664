/** Proof of work in a flood: whether the form asks for it, and which solutions were used. */
import { countSince } from '../comments/comments.ts';
import type { Solution } from '../comments/proof.ts';
import type { Reading, Writing } from '../database/database.ts';
import type { CommentMode } from '../site/settings.ts';
import { currentRules } from './rulebook.ts';
import { flood, rateWindows } from './signals/rates.ts';

/** Whether forms ask for a proof of work now: the rules want it in a flood, and one runs. */
export async function asksForWork(database: Reading, mode: CommentMode, now: Date): Promise<boolean> {
  if ((await currentRules(database, mode)).work === 'off') return false;
  return (await countSince(database, new Date(now.getTime() - rateWindows.crowd), flood)) >= flood;
}

/** Whether a comment brings a solution that was not used before; it is used then. */
export async function takeSolution(tx: Writing, solution: Solution | null, now: Date): Promise<boolean> {
  if (!solution || solution.expires <= now.getTime()) return false;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('solutions')
    .values({ task: solution.task, expires: solution.expires })
    .onConflict((conflict) => conflict.column('task').doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows) > 0;
}

/** Forgets solutions of forms that are too old to be solved again. Returns how many. */
export async function forgetSolutions(tx: Writing, now: Date): Promise<number> {
  const result = await tx.deleteFrom('solutions').where('expires', '<=', now.getTime()).executeTakeFirst();
  return Number(result.numDeletedRows);
}
