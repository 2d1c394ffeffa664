/** How often posts were read. Whom that counted is forgotten when the day is over, and never was more than a hash of it. */
import type { Kysely } from 'kysely';
import type { Reading, Writing } from '../database/database.ts';
import type { PrivateTables } from '../database/tables.ts';
import { dayOf, instantOf, laterBy } from '../site/dates.ts';
import { keyedHash, type Secret } from '../site/secret.ts';

/** How often a post was read on a day (UTC). */
export interface DayOfReads {
  day: string;
  post: string;
  count: number;
}

/** That somebody in a network (a keyed hash) read a post. */
export interface Read {
  post: string;
  network: string;
  now: Date;
}

/** What a network is called as a reader: another name for every post and day, so that no two reads can be brought together. */
export function readerOf({ post, network, now }: Read, secret: Secret): string {
  return keyedHash(secret, `reader on ${dayOf(now)}`, `${network} ${post}`);
}

/** Whether a reader was counted. */
export async function wasCounted(database: Reading, reader: string): Promise<boolean> {
  return (await privately(database).selectFrom('readers').select('hash').where('hash', '=', reader).executeTakeFirst()) !== undefined;
}

/** Counts a reader who was not counted yet (`wasCounted`, asked in the same transaction). */
export async function addRead(tx: Writing, reader: string, { post, now }: Read): Promise<void> {
  const day = dayOf(now);
  const expires = instantOf(laterBy(day, 1)).getTime();
  await privately(tx).insertInto('readers').values({ hash: reader, expires }).execute();
  await tx
    .insertInto('reads')
    .values({ day, post, count: 1 })
    .onConflict((conflict) => conflict.columns(['day', 'post']).doUpdateSet((of) => ({ count: of('reads.count', '+', 1) })))
    .execute();
}

/** The reads from a day on, the newest day first and in each the most read post. */
export async function readsSince(database: Reading, day: string): Promise<DayOfReads[]> {
  const rows = database.selectFrom('reads').selectAll().where('day', '>=', day);
  return rows.orderBy('day', 'desc').orderBy('count', 'desc').orderBy('post').execute();
}

/** Forgets the readers of days that are over. */
export async function forgetReaders(tx: Writing, now: Date): Promise<void> {
  await privately(tx).deleteFrom('readers').where('expires', '<=', now.getTime()).execute();
}

function privately(database: Reading): Kysely<PrivateTables> {
  return database.$extendTables<Pick<PrivateTables, 'readers'>>();
}
