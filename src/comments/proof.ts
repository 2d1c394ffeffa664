/** The server's side of a proof of work: whether a form brings one. */
import { createHash } from 'node:crypto';
import { effort, isFound, writeTry } from './work.ts';

/** How old a form may be whose proof counts, in milliseconds. */
export const workCounts = 6 * 60 * 60 * 1_000;

/** Work that was done for one form: good once (`task`), until it is over (`expires`; UTC milliseconds). */
export interface Solution {
  task: string;
  expires: number;
}

/**
 * What a proof solves, for a form with this token, made so long ago; null when it is not whole, was made for another form or came too late.
 * A wrong one costs one hash to see.
 */
export function solutionIn(proof: string, { token, age }: { token: string; age: number }, now: Date): Solution | null {
  const [salt = '', ...numbers] = proof.split('.');
  if (!/^[0-9a-f]{24}$/.test(salt) || numbers.length !== effort.pieces || age > workCounts) return null;
  const bytes = new Uint8Array(effort.bytes);
  const isProven = numbers.every((number, piece) => {
    if (!/^\d{1,7}$/.test(number)) return false;
    writeTry(bytes, token, salt, piece, Number(number));
    return isFound(createHash('sha256').update(bytes).digest());
  });
  const task = createHash('sha256').update(`${salt}.${token}`).digest('base64url');
  return isProven ? { task, expires: now.getTime() - age + workCounts } : null;
}
