/** How often something was tried, by whom: under keyed hashes, and only as long as it matters. */
import type { Kysely } from 'kysely';
import type { Reading, Writing } from '../database/database.ts';
import type { PrivateTables } from '../database/tables.ts';
import { keyedHash, type Secret } from '../site/secret.ts';

/** At most `count` times in `milliseconds`, counted from the first. */
export interface Limit {
  name: string;
  count: number;
  milliseconds: number;
}

/** The key under which the attempts of one network or address are counted. */
export function attemptKey({ name }: Limit, of: string, secret: Secret): string {
  return keyedHash(secret, `attempt ${name}`, of);
}

/** Seconds until it may be tried again; 0 when it may be now. */
export async function secondsToWait(database: Reading, limit: Limit, key: string, now: Date): Promise<number> {
  const row = await privately(database).selectFrom('attempts').selectAll().where('key', '=', key).executeTakeFirst();
  if (!row || row.expires <= now.getTime() || row.count < limit.count) return 0;
  return Math.ceil((row.expires - now.getTime()) / 1_000);
}

/** Counts one more attempt. */
export async function countAttempt(tx: Writing, limit: Limit, key: string, now: Date): Promise<void> {
  const expires = now.getTime() + limit.milliseconds;
  await privately(tx).deleteFrom('attempts').where('key', '=', key).where('expires', '<=', now.getTime()).execute();
  await privately(tx)
    .insertInto('attempts')
    .values({ key, count: 1, expires })
    .onConflict((conflict) => conflict.column('key').doUpdateSet((of) => ({ count: of('attempts.count', '+', 1) })))
    .execute();
}

/** Forgets what no longer matters. */
export async function forgetAttempts(tx: Writing, now: Date): Promise<void> {
  await privately(tx).deleteFrom('attempts').where('expires', '<=', now.getTime()).execute();
}

function privately(database: Reading): Kysely<PrivateTables> {
  return database.$extendTables<Pick<PrivateTables, 'attempts'>>();
}
