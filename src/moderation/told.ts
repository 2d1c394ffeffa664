/** When each moderator was last told what waits. */
import type { Kysely } from 'kysely';
import type { Reading, Writing } from '../database/database.ts';
import type { PrivateTables } from '../database/tables.ts';
import type { Moderator } from './moderator.ts';

/** A moderator, and what they were last told. */
export interface Told extends Moderator {
  /** When that was; null for never. */
  at: Date | null;
  /** The newest comment that needs no telling. */
  of: number;
}

/** Every moderator, and when they were last told what waits. */
export async function moderatorsTold(database: Reading): Promise<Told[]> {
  const rows = await privately(database)
    .selectFrom('moderators')
    .select(['id', 'email', 'name', 'role', 'author', 'told', 'told_of'])
    .orderBy('id')
    .execute();
  return rows.map(({ told, told_of: of, ...moderator }) => ({ ...moderator, at: told === null ? null : new Date(told), of: of ?? 0 }));
}

/** Notes when a moderator was last told, and up to which comment there is nothing to tell. */
export async function noteTold(tx: Writing, moderator: number, { at, of }: Pick<Told, 'at' | 'of'>): Promise<void> {
  await privately(tx)
    .updateTable('moderators')
    .set({ told: at?.getTime() ?? null, told_of: of })
    .where('id', '=', moderator)
    .execute();
}

function privately(database: Reading): Kysely<PrivateTables> {
  return database.$extendTables<Pick<PrivateTables, 'moderators'>>();
}
