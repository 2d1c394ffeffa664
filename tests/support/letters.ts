import { sql } from 'kysely';
import type { Database } from '../../src/database/database.ts';
import type { LettersTable } from '../../src/database/tables.ts';

/** A row of the outbox as it is stored. */
export type StoredLetter = Omit<LettersTable, 'id'> & { id: number };

/** Every row of the outbox, oldest first. */
export async function storedLetters(database: Database): Promise<StoredLetter[]> {
  return database.read(async (tables) => (await sql<StoredLetter>`select * from letters order by id`.execute(tables)).rows);
}
