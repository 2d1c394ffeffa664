import { type Kysely, sql } from 'kysely';
import { type Database, DatabaseRefused, type Reading, type Writing } from './database.ts';
import { type Migration, migrations } from './migrations/index.ts';
import { backUpSqlite } from './sqlite.ts';

type MigrationsTable = { migrations: { version: number; name: string; applied: string } };

/**
 * Brings the tables up to the newest version: forward only, each step in a transaction of its own,
 * the data copied first. Two processes that start together do it once.
 * @throws DatabaseRefused when a newer Afterword has been here.
 */
export async function migrate(database: Database, url: string, steps: readonly Migration[] = migrations): Promise<void> {
  const before = await database.read(currentVersion);
  if (before === steps.length) return;
  if (before > steps.length) {
    throw new DatabaseRefused(
      `The database is at version ${before}, made by a newer Afterword; this one knows ${steps.length}. ` +
        'Install the newer version again, or restore the backup it made before it changed the tables.',
    );
  }
  if (before > 0 && database.dialect === 'sqlite') {
    backUpSqlite(url, `before-version-${before + 1}-${new Date().toISOString().replaceAll(':', '')}`);
  }
  for (let version = before + 1; version <= steps.length; version += 1) {
    await database.write((tx) => step(tx, database.dialect, version, steps));
  }
}

/** Whether the tables are exactly of this version. */
export async function isCurrent(database: Database): Promise<boolean> {
  return (await database.read(currentVersion).catch(() => -1)) === migrations.length;
}

async function step(tx: Writing, dialect: Database['dialect'], version: number, steps: readonly Migration[]): Promise<void> {
  if ((await currentVersion(tx)) >= version) return;
  const migration = steps[version - 1];
  if (!migration) return;
  if (version > 1 && dialect === 'postgres') await backUpSchema(tx, version);
  await migration.up(tx, dialect);
  await ours(tx).insertInto('migrations').values({ version, name: migration.name, applied: new Date().toISOString() }).execute();
}

/** 0 for an empty database. */
async function currentVersion(database: Reading): Promise<number> {
  const tables = await database.introspection.getTables();
  if (!tables.some((table) => table.name === 'migrations')) return 0;
  const row = await ours(database)
    .selectFrom('migrations')
    .select((of) => of.fn.max('version').as('version'))
    .executeTakeFirst();
  return Number(row?.version ?? 0);
}

/** A copy of every table in a schema of its own, in the same transaction as the step that follows. */
async function backUpSchema(tx: Writing, version: number): Promise<void> {
  const schema = `afterword_before_${version}`;
  await tx.schema.createSchema(schema).execute();
  for (const table of await tx.introspection.getTables()) {
    if (table.schema !== 'public') continue;
    await sql`create table ${sql.table(`${schema}.${table.name}`)} as table ${sql.table(table.name)}`.execute(tx);
  }
}

function ours(database: Reading): Kysely<MigrationsTable> {
  return database.$extendTables<MigrationsTable>();
}
