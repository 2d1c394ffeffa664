import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Does something that two processes in this folder must not do at once, such as filling `dist/`; waits up to ten minutes for its turn.
 * @param ticket a file for SQLite to lock, which lets go of it even when the process is killed: https://sqlite.org/lockingv3.html
 */
export async function inTurn<T>(ticket: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(ticket), { recursive: true });
  const turn = new DatabaseSync(ticket, { timeout: 10 * 60 * 1_000 });
  try {
    turn.exec('BEGIN EXCLUSIVE');
    return await work();
  } finally {
    turn.close();
  }
}
