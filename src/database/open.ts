import { type Database } from './database.ts';
import { isCurrent, migrate } from './migrate.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite, sqlitePath } from './sqlite.ts';
import { existsSync } from 'node:fs';

/** The one line that chooses a database. */
function connect(url: string): Database {
  return url.startsWith('file:') ? openSqlite(url) : openPostgres(url);
}

/**
 * Opens the database of a `DATABASE_URL` and brings its tables up to date.
 * @throws DatabaseRefused when it must not be used; DatabaseUnavailable when it cannot be reached.
 */
export async function openDatabase(url: string): Promise<Database> {
  const database = connect(url);
  try {
    await migrate(database, url);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Opens a database that is there already, changing nothing; null when there is none, or none of this version. */
export async function openExistingDatabase(url: string): Promise<Database | null> {
  if (url.startsWith('file:') && !existsSync(sqlitePath(url))) return null;
  const database = connect(url);
  if (await isCurrent(database)) return database;
  await database.close();
  return null;
}
