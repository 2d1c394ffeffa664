import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

export type { Tables, CommentStatus } from './tables.ts';

/** A transaction that can write. */
export type Writing = Transaction<Tables>;
/** Anything queries can run on: the database or a transaction. */
export type Reading = Kysely<Tables>;

/** An open database, the same for SQLite and Postgres. */
export interface Database {
  readonly dialect: 'sqlite' | 'postgres';
  /** @throws DatabaseUnavailable when it cannot answer. */
  read<T>(work: (database: Reading) => Promise<T>): Promise<T>;
  /**
   * Runs `work` in a transaction, one at a time for the whole database whatever the number of processes,
   * so that what it reads stays true until it commits. Resolves after the commit is durable.
   * @throws DatabaseUnavailable when it could not be stored (locked, full, unreachable); then nothing was.
   */
  write<T>(work: (tx: Writing) => Promise<T>): Promise<T>;
  /** Begins to notice commits, by this process and by others. */
  watch(): Promise<Changes>;
  close(): Promise<void>;
}

/** Tells, without waiting, whether anything was committed since it was last asked. */
export interface Changes {
  /** True at most once per commit; also true when it cannot tell. */
  pending(): boolean;
  close(): Promise<void>;
}

/** The database could not do it now; the same again later may work. */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    super('The database is not available for the moment.', { cause });
    this.name = 'DatabaseUnavailable';
  }
}

/** Asks about many things a thousand at a time, because a statement takes only so many values. Returns all answers. */
export async function inChunks<T, R>(things: readonly T[], ask: (some: readonly T[]) => Promise<readonly R[]>): Promise<R[]> {
  const answers: R[] = [];
  for (let from = 0; from < things.length; from += 1_000) answers.push(...(await ask(things.slice(from, from + 1_000))));
  return answers;
}

/**
 * Whether an error is DatabaseUnavailable. By its name, because the built pages carry a copy of that class:
 * what the front door's database throws is no instance of theirs.
 */
export function isUnavailable(error: unknown): boolean {
  return error instanceof Error && error.name === 'DatabaseUnavailable';
}

/** A database that must not be used as it is; the message says why and what to do. */
export class DatabaseRefused extends Error {
  override name = 'DatabaseRefused';
}

/** Runs `work`, turning what the dialect calls a passing failure into DatabaseUnavailable. */
export async function whileAvailable<T>(work: () => Promise<T>, isPassing: (error: unknown) => boolean): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isPassing(error) ? new DatabaseUnavailable(error) : error;
  }
}
