/** Postgres: everything that is particular to it. */
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Client, Pool, types } from 'pg';
import { type Changes, type Database, whileAvailable, type Writing } from './database.ts';
import type { Tables } from './tables.ts';

/** Writers queue on this advisory lock, so that a transaction sees what the one before it wrote, as in SQLite. */
const writerLock = 0x61667764;
const channel = 'afterword';

// 64-bit integers (ids, times) arrive as strings; ours stay far below 2^53.
types.setTypeParser(types.builtins.INT8, Number);

/** Connects when first asked; `url` is a `DATABASE_URL` that starts with postgres://. */
export function openPostgres(url: string): Database {
  const pool = new Pool({ connectionString: url, max: 8, connectionTimeoutMillis: 2_000, statement_timeout: 10_000 });
  // An idle connection that breaks is replaced at the next query, which reports its own failure.
  pool.on('error', () => undefined);
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    dialect: 'postgres',
    read: (work) => whileAvailable(() => work(kysely), isUnavailable),
    write: (work) => whileAvailable(() => kysely.transaction().execute((tx) => inTurn(tx, work)), isUnavailable),
    watch: async () => listen(url),
    close: () => kysely.destroy(),
  };
}

async function inTurn<T>(tx: Writing, work: (tx: Writing) => Promise<T>): Promise<T> {
  await sql`select set_config('synchronous_commit', 'on', true), pg_advisory_xact_lock(${sql.lit(writerLock)})`.execute(tx);
  const result = await work(tx);
  await sql`select pg_notify(${sql.lit(channel)}, '')`.execute(tx);
  return result;
}

/** Hears of commits by `LISTEN`. While the connection is away it reports a change every second instead. */
async function listen(url: string): Promise<Changes> {
  let pending = true;
  let closed = false;
  let client: Client | null = null;
  let asked = 0;

  const connect = async (): Promise<void> => {
    const next = new Client({ connectionString: url, connectionTimeoutMillis: 2_000, keepAlive: true });
    next.on('notification', () => (pending = true));
    next.on('error', () => undefined);
    next.on('end', () => {
      client = null;
      if (!closed) setTimeout(() => void connect().catch(() => undefined), 1_000).unref();
    });
    try {
      await next.connect();
      await next.query(`listen ${channel}`);
    } catch (error) {
      await next.end().catch(() => undefined);
      throw error;
    }
    client = next;
    pending = true;
  };

  await connect().catch(() => undefined);
  return {
    pending: () => {
      const changed = pending || (client === null && performance.now() - asked > 1_000);
      if (changed) asked = performance.now();
      pending = false;
      return changed;
    },
    close: async () => {
      closed = true;
      await client?.end();
    },
  };
}

/** Unreachable, shutting down, out of resources, timed out. @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    /^(08|53|57P|57014|55P03|40|25006|ECONN|ENOENT|ENOTFOUND|ETIMEDOUT|EPIPE)/.test(code) ||
    /terminat|timeout|Connection/.test(error.message)
  );
}
