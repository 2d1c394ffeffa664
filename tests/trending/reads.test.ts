import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { sql } from 'kysely';
import type { Database } from '../../src/database/database.ts';
import type { Secret } from '../../src/site/secret.ts';
import { countRead, type ReadLimit } from '../../src/trending/count-read.ts';
import { forgetReaders, type Read, readsSince } from '../../src/trending/reads.ts';
import { dialects, emptyDatabase, stopPostgres } from '../support/databases.ts';

after(stopPostgres);

const secret = 'for tests only, and long enough to be one' as Secret; // what settings would give
const noLimit: ReadLimit = { isReached: async () => false, count: async () => undefined };
const noon = new Date('2026-11-23T12:00:00Z');
const aRead = (read: Partial<Read> = {}): Read => ({ post: '2026/11/a', network: 'one', now: noon, ...read });
const counts = async (database: Database) => (await database.read((tables) => readsSince(tables, '2000-01-01'))).map((row) => ({ ...row }));
const readers = async (database: Database) =>
  (await database.read((tables) => sql<{ hash: string }>`select hash from readers`.execute(tables))).rows.map(({ hash }) => hash);

for (const dialect of dialects) {
  describe(`a read, counted in ${dialect}`, () => {
    it('counts once a day for a network and a post', async (test) => {
      const { database, close } = await emptyDatabase(dialect);
      test.after(close);
      const read = (given: Partial<Read>) => countRead(aRead(given), database, secret, noLimit);
      for (let time = 0; time < 3; time += 1) await read({});
      await read({ network: 'two' });
      await read({ post: '2026/11/b' });
      await read({ now: new Date('2026-11-23T23:59:59.999Z') });
      await read({ now: new Date('2026-11-24T00:00:00Z') });
      assert.deepEqual(await counts(database), [
        { day: '2026-11-24', post: '2026/11/a', count: 1 },
        { day: '2026-11-23', post: '2026/11/a', count: 2 },
        { day: '2026-11-23', post: '2026/11/b', count: 1 },
      ]);
    });

    it('counts every one of many networks that read at the same moment', async (test) => {
      const { database, close } = await emptyDatabase(dialect);
      test.after(close);
      const networks = Array.from({ length: 200 }, (_, index) => `network ${index % 100}`);
      await Promise.all(networks.map((network) => countRead(aRead({ network }), database, secret, noLimit)));
      assert.deepEqual(await counts(database), [{ day: '2026-11-23', post: '2026/11/a', count: 100 }]);
    });

    it('counts not at all where the limit is reached', async (test) => {
      const { database, close } = await emptyDatabase(dialect);
      test.after(close);
      let counted = 0;
      const limit: ReadLimit = { isReached: async () => counted >= 2, count: async () => void (counted += 1) };
      for (const post of ['a', 'a', 'b', 'c', 'd']) await countRead(aRead({ post }), database, secret, limit);
      assert.deepEqual(
        (await counts(database)).map(({ post }) => post),
        ['a', 'b'],
      );
    });

    it('forgets its reader when the day is over, and keeps the count', async (test) => {
      const { database, close } = await emptyDatabase(dialect);
      test.after(close);
      await countRead(aRead(), database, secret, noLimit);
      await database.write((tx) => forgetReaders(tx, new Date('2026-11-23T23:59:59.999Z')));
      assert.equal((await readers(database)).length, 1);
      await database.write((tx) => forgetReaders(tx, new Date('2026-11-24T00:00:00Z')));
      assert.deepEqual(await readers(database), []);
      assert.equal((await counts(database)).length, 1);
    });

    it('leaves nothing by which two reads of one network could be brought together', async (test) => {
      const { database, close } = await emptyDatabase(dialect);
      test.after(close);
      for (const given of [{}, { post: '2026/11/b' }, { now: new Date('2026-11-24T12:00:00Z') }])
        await countRead(aRead(given), database, secret, noLimit);
      const hashes = await readers(database);
      assert.equal(new Set(hashes).size, 3);
      for (const hash of hashes) assert.doesNotMatch(hash, /one|2026/);
    });
  });
}
