/** SQLite, embedded: everything that is particular to it. */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statfsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Kysely, SqliteDialect, type SqliteDatabase } from 'kysely';
import { type Changes, type Database, DatabaseRefused, whileAvailable } from './database.ts';
import type { Tables } from './tables.ts';

/** How long a statement may wait for another process's lock. The wait blocks this process, so it is short. */
const busyMilliseconds = 1_000;

/** The path in `file:data/afterword.db`, made absolute. */
export function sqlitePath(url: string): string {
  return resolve(url.replace(/^file:(\/\/)?/, ''));
}

/** @throws DatabaseRefused when the file cannot be kept safely there. */
export function openSqlite(url: string): Database {
  const path = sqlitePath(url);
  const writer = new Kysely<Tables>({ dialect: new SqliteDialect({ database: adapt(connect(path)) }) });
  // Who reads does not wait for those who write: in write-ahead mode a second connection sees what was committed last.
  const reader = new Kysely<Tables>({ dialect: new SqliteDialect({ database: adapt(connect(path)) }) });
  return {
    dialect: 'sqlite',
    read: (work) => whileAvailable(() => work(reader), isUnavailable),
    write: (work) => whileAvailable(() => writer.transaction().execute(work), isUnavailable),
    watch: async () => watchDataVersion(path),
    close: async () => {
      await reader.destroy();
      await writer.destroy();
    },
  };
}

/** Copies the whole database, consistently, beside itself. Returns the copy's path. */
export function backUpSqlite(url: string, label: string): string {
  const path = sqlitePath(url);
  const directory = join(dirname(path), 'backups');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const copy = join(directory, `${label}.db`);
  const connection = new DatabaseSync(path, { timeout: busyMilliseconds });
  try {
    closeSync(openSync(copy, 'w', 0o600));
    connection.prepare('VACUUM INTO ?').run(copy);
  } finally {
    connection.close();
  }
  return copy;
}

/**
 * Write-ahead logs need shared memory between processes, which network file systems do not give.
 * @see https://www.sqlite.org/wal.html#overview
 */
export function refuseNetworkFileSystem(directory: string, type: number): void {
  const networks = new Map([
    [0x6969, 'NFS'],
    [0x517b, 'SMB'],
    [0xfe534d42, 'SMB'],
    [0xff534d42, 'CIFS'],
    [0x01021997, '9P'],
    [0x5346414f, 'AFS'],
  ]);
  const name = networks.get(type >>> 0);
  if (!name) return;
  throw new DatabaseRefused(
    `${directory} is on a network file system (${name}), where SQLite can lose data. ` +
      'Point DATABASE_URL to a local disk (file:/var/lib/afterword/afterword.db), or use Postgres.',
  );
}

function connect(path: string): DatabaseSync {
  const directory = dirname(path);
  mkdirSync(directory, { recursive: true });
  if (process.platform === 'linux') refuseNetworkFileSystem(directory, statfsSync(directory).type);
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
  const connection = new DatabaseSync(path, {
    timeout: busyMilliseconds,
    enableForeignKeyConstraints: true,
    enableDoubleQuotedStringLiterals: false,
    defensive: true,
  });
  for (const [pragma, value] of Object.entries(pragmas)) connection.exec(`PRAGMA ${pragma} = ${value}`);
  assertPragmas(connection, path);
  return connection;
}

const pragmas = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  journal_size_limit: 67_108_864,
};

function assertPragmas(connection: DatabaseSync, path: string): void {
  for (const [pragma, wanted] of Object.entries(pragmas)) {
    const [actual] = Object.values(connection.prepare(`PRAGMA ${pragma}`).get() ?? {});
    if (actual !== wanted) {
      throw new DatabaseRefused(`${path} runs with ${pragma} = ${String(actual)} where ${wanted} is needed for comments to be safe.`);
    }
  }
}

/**
 * What Kysely's dialect asks of a driver, over `node:sqlite`. A transaction takes the write lock at once
 * (`BEGIN IMMEDIATE`): one that reads first and then writes would fail when another process wrote in between.
 */
function adapt(connection: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, Prepared>();
  return {
    close: () => connection.close(),
    prepare: (sql) => {
      // A full disk has ended the transaction already; rolling it back again would hide why.
      const nothingToEnd = sql === 'rollback' && !connection.isTransaction;
      const { statement, reader } = prepare(
        connection,
        sql === 'begin' ? 'begin immediate' : nothingToEnd ? 'select null limit 0' : sql,
        prepared,
      );
      // Kysely types parameters as unknown; its SQLite compiler only emits what SQLite can bind.
      const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
      return {
        reader,
        all: (parameters) => statement.all(...values(parameters)),
        run: (parameters) => statement.run(...values(parameters)),
        iterate: (parameters) => statement.iterate(...values(parameters)),
      };
    },
  };
}

interface Prepared {
  statement: StatementSync;
  /** Whether it answers with rows. */
  reader: boolean;
}

/** Statements kept at most: some have a place for every value of a list, so there is no end to them. */
const mostPrepared = 200;

/** A statement, prepared once: the same few dozen are asked again and again, and preparing costs as much as answering. */
function prepare(connection: DatabaseSync, sql: string, prepared: Map<string, Prepared>): Prepared {
  const known = prepared.get(sql);
  if (known) return known;
  const statement = connection.prepare(sql);
  const made = { statement, reader: statement.columns().length > 0 };
  if (prepared.size >= mostPrepared) prepared.clear();
  prepared.set(sql, made);
  return made;
}

/** `PRAGMA data_version` moves when another connection commits, so it is asked on a connection that never does. */
function watchDataVersion(path: string): Changes {
  const connection = new DatabaseSync(path, { readOnly: true, timeout: busyMilliseconds });
  const ask = connection.prepare('PRAGMA data_version');
  let seen: unknown;
  return {
    pending: () => {
      const version = ask.get()?.['data_version'];
      if (version === seen) return false;
      seen = version;
      return true;
    },
    close: async () => connection.close(),
  };
}

/** BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN. @see https://www.sqlite.org/rescode.html */
function isUnavailable(error: unknown): boolean {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  return [5, 6, 8, 10, 13, 14].includes(code);
}
