import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { DatabaseRefused, DatabaseUnavailable } from '../../src/database/database.ts';
import { migrate } from '../../src/database/migrate.ts';
import { type Migration, migrations } from '../../src/database/migrations/index.ts';
import { openDatabase, openExistingDatabase } from '../../src/database/open.ts';
import { changedSince, touch } from '../../src/database/revisions.ts';
import { refuseNetworkFileSystem, sqlitePath } from '../../src/database/sqlite.ts';
import {
  dialects,
  emptyDatabase,
  emptyPostgres,
  emptySqlite,
  startPostgres,
  stopPostgres,
  type TestDatabase,
} from '../support/databases.ts';
import { root } from '../support/site.ts';
import { until } from '../support/until.ts';

after(stopPostgres);

const empty = { sqlite: async () => emptySqlite(), postgres: emptyPostgres };
const applied = sql<{ version: number; name: string }>`select version, name from migrations order by version`;

/** Runs a program in several processes at once, and returns how each ended. */
async function inProcesses(count: number, program: string): Promise<(number | null)[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program], { cwd: root, stdio: 'inherit' });
      return ((await once(child, 'exit')) as [number | null])[0]; // what 'exit' tells
    }),
  );
}

for (const dialect of dialects) {
  describe(`opening ${dialect}`, () => {
    it('makes the tables the first time and changes nothing the second', async (test) => {
      const { url, remove } = await empty[dialect]();
      test.after(remove);
      assert.equal(await openExistingDatabase(url), null, 'a build makes no database');
      for (let time = 0; time < 2; time += 1) {
        const database = await openDatabase(url);
        const { rows } = await database.read((tables) => applied.execute(tables));
        assert.deepEqual(
          rows.map(({ name }) => name),
          migrations.map(({ name }) => name),
        );
        await database.close();
      }
      const existing = await openExistingDatabase(url);
      assert.ok(existing);
      await existing.close();
    });

    it('by six processes at once makes the tables once', async (test) => {
      const { url, remove } = await empty[dialect]();
      test.after(remove);
      const program = `const { openDatabase } = await import('./src/database/open.ts'); await (await openDatabase(${JSON.stringify(url)})).close();`;
      const codes = await inProcesses(6, program);
      assert.deepEqual(codes, [0, 0, 0, 0, 0, 0]);
      const database = await openDatabase(url);
      assert.equal((await database.read((tables) => applied.execute(tables))).rows.length, migrations.length);
      await database.close();
    });

    it('refuses what a newer Afterword has changed, and says so', async (test) => {
      const { url, remove } = await empty[dialect]();
      test.after(remove);
      const database = await openDatabase(url);
      await database.write((tx) => sql`insert into migrations values (${migrations.length + 1}, 'later', '')`.execute(tx));
      await database.close();
      await assert.rejects(
        openDatabase(url),
        (error) => error instanceof DatabaseRefused && /made by a newer Afterword/.test(error.message),
      );
      assert.equal(await openExistingDatabase(url), null);
    });

    it('copies everything before a step that changes it, and undoes a step that fails', async (test) => {
      const { url, database, close } = await emptyDatabase(dialect);
      test.after(close);
      await database.write((tx) => touch(tx, 'before'));
      const good: Migration = {
        name: 'good',
        up: async (tx) => {
          await sql`delete from revisions`.execute(tx);
        },
      };
      const bad: Migration = {
        name: 'bad',
        up: async (tx) => {
          await sql`insert into revisions values ('half', 99)`.execute(tx);
          throw new Error('half done');
        },
      };
      await assert.rejects(migrate(database, url, [...migrations, good, bad]), /half done/);
      assert.deepEqual(await database.read((tables) => changedSince(tables, 0)), [], 'the good step is done, the bad one undone');
      assert.equal((await database.read((tables) => applied.execute(tables))).rows.at(-1)?.name, 'good');
      if (dialect === 'sqlite') {
        const [copy = ''] = globSync(`${dirname(sqlitePath(url))}/backups/before-version-*.db`);
        const backup = new DatabaseSync(copy, { readOnly: true });
        assert.equal(backup.prepare('select region from revisions').get()?.['region'], 'before');
        backup.close();
        assert.equal(statSync(copy).mode & 0o077, 0, 'nobody else may read it');
      } else {
        const rows = await database.read((tables) =>
          sql<{ region: string }>`select region from ${sql.table(`afterword_before_${migrations.length + 1}.revisions`)}`.execute(tables),
        );
        assert.deepEqual(rows.rows, [{ region: 'before' }]);
      }
    });
  });

  describe(`a database on ${dialect}`, () => {
    let test: TestDatabase;
    before(async () => {
      test = await emptyDatabase(dialect);
    });
    after(() => test.close());

    it('writes one at a time, also in several processes: what a write read stays true until it commits', async () => {
      const count = `
        const { openDatabase } = await import('./src/database/open.ts');
        const { sql } = await import('kysely');
        const database = await openDatabase(${JSON.stringify(test.url)});
        const one = () => database.write(async (tx) => {
          const { rows } = await sql\`select coalesce(max(revision), 1000) + 1 as next from revisions where revision >= 1000\`.execute(tx);
          await sql\`insert into revisions values (\${'counted ' + rows[0].next}, \${Number(rows[0].next)})\`.execute(tx);
        });
        await Promise.all(Array.from({ length: 20 }, one));
        await database.close();`;
      assert.deepEqual(await inProcesses(3, count), [0, 0, 0]);
      const changed = await test.database.read((tables) => changedSince(tables, 1_000));
      assert.deepEqual(
        changed.map(({ revision }) => revision),
        Array.from({ length: 60 }, (_, index) => 1_001 + index),
      );
    });

    it('gives every change a revision greater than any before', async () => {
      let last = Math.max(0, ...(await test.database.read((tables) => changedSince(tables, 0))).map(({ revision }) => revision));
      await Promise.all(Array.from({ length: 10 }, (_, index) => test.database.write((tx) => touch(tx, `post ${index % 3}`))));
      const changed = await test.database.read((tables) => changedSince(tables, last));
      assert.equal(changed.length, 3, 'the newest revision of each');
      for (const { revision } of changed) {
        assert.ok(revision > last);
        last = revision;
      }
    });

    it('stores nothing of a write that fails', async () => {
      const failing = test.database.write(async (tx) => {
        await touch(tx, 'never');
        throw new Error('no');
      });
      await assert.rejects(failing, /^Error: no$/);
      assert.ok(!(await test.database.read((tables) => changedSince(tables, 0))).some(({ region }) => region === 'never'));
    });

    it('refuses values of the wrong kind', async () => {
      await assert.rejects(
        test.database.write((tx) => sql`insert into revisions values ('x', 'not a number')`.execute(tx)),
        (error) => !(error instanceof DatabaseUnavailable),
      );
      await assert.rejects(
        test.database.write((tx) =>
          sql`update comments set status = 'lost' where 1 = 1`
            .execute(tx)
            .then(() => sql`insert into commenters (comment, email, receipt) values (999, '', '')`.execute(tx)),
        ),
        /foreign key/i,
      );
    });

    it('notices a commit of another connection within a second, and each once', async () => {
      const changes = await test.database.watch();
      const other = await openDatabase(test.url);
      await until('the beginning is noticed', () => changes.pending());
      for (let commit = 0; commit < 3; commit += 1) {
        assert.equal(changes.pending(), false, 'nothing since');
        await other.write((tx) => touch(tx, 'elsewhere'));
        const took = await until('the commit is noticed', () => changes.pending());
        assert.ok(took < 1_000, `${took} ms`);
      }
      await other.close();
      await changes.close();
    });
  });
}

describe('SQLite', () => {
  it('runs with the pragmas that keep comments safe', async (test) => {
    const { database, close } = await emptyDatabase('sqlite');
    test.after(close);
    for (const [pragma, wanted] of [
      ['journal_mode', 'wal'],
      ['synchronous', 2],
      ['foreign_keys', 1],
      ['trusted_schema', 0],
      ['cell_size_check', 1],
    ] as const) {
      const { rows } = await database.read((tables) => sql<Record<string, unknown>>`pragma ${sql.raw(pragma)}`.execute(tables));
      assert.equal(Object.values(rows[0] ?? {})[0], wanted, pragma);
    }
  });

  it('has STRICT tables only, but for the index of words', async (test) => {
    const { database, close } = await emptyDatabase('sqlite');
    test.after(close);
    const { rows } = await database.read((tables) =>
      sql<{
        name: string;
        strict: number;
      }>`select name, strict from pragma_table_list where schema = 'main' and name not like 'sqlite_%' and name not like 'comment_words%'`.execute(
        tables,
      ),
    );
    assert.ok(rows.length >= 4);
    for (const { name, strict } of rows) assert.equal(strict, 1, name);
  });

  it('keeps its file to itself', async (test) => {
    const { url, close } = await emptyDatabase('sqlite');
    test.after(close);
    assert.equal(statSync(sqlitePath(url)).mode & 0o077, 0);
  });

  it('refuses a network file system, and says what to do', () => {
    for (const type of [0x6969, 0x517b, 0xfe534d42, 0xff534d42, 0xfe534d42 | 0, 0x01021997]) {
      assert.throws(
        () => refuseNetworkFileSystem('/mnt', type),
        (error) => error instanceof DatabaseRefused && /network file system.*or use Postgres/.test(error.message),
      );
    }
    for (const type of [0xef53, 0x9123683e, 0x58465342, 0x01021994]) refuseNetworkFileSystem('/var', type);
  });

  it('that is locked by another program is unavailable for writing, and works again when it is free', async (test) => {
    const { url, database, close } = await emptyDatabase('sqlite');
    test.after(close);
    const other = new DatabaseSync(sqlitePath(url));
    other.exec('begin immediate');
    await assert.rejects(
      database.write((tx) => touch(tx, 'x')),
      DatabaseUnavailable,
    );
    assert.deepEqual(await database.read((tables) => changedSince(tables, 0)), []);
    other.exec('rollback');
    other.close();
    await database.write((tx) => touch(tx, 'x'));
  });

  it('that is full is unavailable, and stores nothing by halves', async (test) => {
    const { database, close } = await emptyDatabase('sqlite');
    test.after(close);
    const { rows } = await database.read((tables) => sql<{ page_count: number }>`pragma page_count`.execute(tables));
    await database.write((tx) => sql`pragma max_page_count = ${sql.raw(String(rows[0]?.page_count))}`.execute(tx));
    const filling = database.write(async (tx) => {
      for (let row = 1; row < 1_000; row += 1) await touch(tx, 'x'.repeat(1_000) + row);
    });
    await assert.rejects(filling, DatabaseUnavailable);
    assert.deepEqual(await database.read((tables) => changedSince(tables, 0)), []);
  });

  it('is not made where its folder cannot be', async (test) => {
    const { url, close } = await emptyDatabase('sqlite');
    test.after(close);
    await assert.rejects(openDatabase(`${url}/below/a.db`));
    assert.ok(!existsSync(`${sqlitePath(url)}/below`));
  });
});

describe('Postgres', () => {
  it('that goes away is unavailable, is noticed, and works again when it is back', async () => {
    const { postgres, port } = await startPostgres();
    const database = await openDatabase(`postgres://postgres:password@127.0.0.1:${port}/postgres`);
    const changes = await database.watch();
    await postgres.stop();
    await assert.rejects(
      database.read((tables) => changedSince(tables, 0)),
      DatabaseUnavailable,
    );
    await assert.rejects(
      database.write((tx) => touch(tx, 'x')),
      DatabaseUnavailable,
    );
    await until('it says that it cannot tell', () => changes.pending());
    await postgres.start();
    await until('it can be written again', () =>
      database
        .write((tx) => touch(tx, 'x'))
        .then(
          () => true,
          () => false,
        ),
    );
    assert.equal((await database.read((tables) => changedSince(tables, 0))).length, 1);
    await changes.close();
    await database.close();
    await postgres.stop();
  });

  it('that is not there is unavailable, and that within seconds', async () => {
    const started = performance.now();
    await assert.rejects(openDatabase('postgres://nobody:x@127.0.0.1:1/none'), DatabaseUnavailable);
    assert.ok(performance.now() - started < 5_000);
  });
});
