import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { addModerator, moderatorOf, removeModerator } from '../../src/moderation/moderators.ts';
import { addSession, endSession, endSessions, forgetSessions, idle, longest, resume, sessionsOf } from '../../src/moderation/sessions.ts';
import { addSignIn, signInOf, takeSignIn } from '../../src/moderation/sign-ins.ts';
import { readSecret } from '../../src/site/secret.ts';
import { dialects, emptyDatabase, stopPostgres, type TestDatabase } from '../support/databases.ts';

const secret = readSecret('for tests only, and long enough to be one');
const start = new Date('2026-11-23T12:00:00Z');
const later = (milliseconds: number) => new Date(start.getTime() + milliseconds);
const minute = 60_000;

for (const dialect of dialects) {
  describe(`sessions on ${dialect}`, () => {
    let store: TestDatabase;
    let account: number;
    before(async () => {
      store = await emptyDatabase(dialect);
      account = (await store.database.write((tx) => addModerator(tx, { email: 'Owner@Example.org' }, start))).id;
    });
    after(async () => {
      await store.close();
      if (dialect === 'postgres') await stopPostgres();
    });
    const begin = (at = start, of = account) => store.database.write((tx) => addSession(tx, of, 'Firefox on Linux', at));
    const who = (cookie: string, at: Date) => resume(store.database, cookie, secret, at);

    it('last while they are used, and end 12 hours after they were last seen', async () => {
      const cookie = await begin();
      const found = await who(cookie, later(idle - 1));
      assert.deepEqual([found?.moderator.email, found?.moderator.role], ['owner@example.org', 'owner']);
      assert.ok(await who(cookie, later(2 * idle - 2)), 'it was seen in between');
      assert.equal(await who(cookie, later(3 * idle)), null);
    });

    it('end after seven days however much they are used', async () => {
      const cookie = await begin();
      for (let at = 0; at < longest; at += idle - minute) assert.ok(await who(cookie, later(at)), String(at / minute));
      assert.equal(await who(cookie, later(longest)), null);
    });

    it('note that they were seen at most once a minute', async () => {
      const cookie = await begin();
      const { session = 0 } = (await who(cookie, start)) ?? {};
      const seen = async (at: Date) => {
        await who(cookie, at);
        const all = await store.database.read((tables) => sessionsOf(tables, account, at));
        return all.find(({ id }) => id === session)?.seen;
      };
      assert.deepEqual(await seen(later(minute)), start);
      assert.deepEqual(await seen(later(minute + 1)), later(minute + 1));
      assert.deepEqual(await seen(later(2 * minute)), later(minute + 1));
    });

    it('each have a token of their own, the same every time', async () => {
      const [one, two] = [await begin(), await begin()];
      const tokens = [await who(one, start), await who(one, start), await who(two, start)].map((found) => found?.token);
      assert.equal(tokens[0], tokens[1]);
      assert.notEqual(tokens[0], tokens[2]);
      assert.match(tokens[0] ?? '', /^[\w-]{22}$/);
    });

    it('are ended by their owner alone, one or all', async () => {
      const other = await store.database.write((tx) => addModerator(tx, { email: 'other@example.org' }, start));
      const [mine, theirs] = [await begin(), await begin(start, other.id)];
      const { session = 0 } = (await who(theirs, start)) ?? {};
      await store.database.write((tx) => endSession(tx, account, session));
      assert.ok(await who(theirs, start), 'another account ended it');
      await store.database.write((tx) => endSessions(tx, account));
      assert.equal(await who(mine, start), null);
      await store.database.write((tx) => endSession(tx, other.id, session));
      assert.equal(await who(theirs, start), null);
    });

    it('are forgotten once over, and only then', async () => {
      const cookie = await begin(later(longest));
      await begin();
      await store.database.write((tx) => forgetSessions(tx, later(longest + minute)));
      assert.equal((await store.database.read((tables) => sessionsOf(tables, account, start))).length, 1);
      assert.ok(await who(cookie, later(longest + minute)));
    });

    it('keep nothing in the database that would open one', async () => {
      const cookie = await begin();
      const link = await store.database.write((tx) => addSignIn(tx, account, secret, start));
      // The tables as whoever stole the database would read them.
      const stolen = await store.database.read((tables) => sql`select * from sessions, sign_ins`.execute(tables));
      const rows = JSON.stringify(stolen.rows);
      assert.ok(rows.includes('Firefox on Linux'), 'the control');
      for (const secretPart of [cookie, link, link.split('.')[0] ?? '']) assert.ok(!rows.includes(secretPart));
    });

    it('go with their account, and so do its links', async () => {
      const cookie = await begin();
      const link = await store.database.write((tx) => addSignIn(tx, account, secret, start));
      assert.equal(await store.database.read((tables) => signInOf(tables, link, start)), account);
      assert.equal(await store.database.write((tx) => removeModerator(tx, ' OWNER@example.org')), true);
      assert.equal(await who(cookie, start), null);
      assert.equal(await store.database.write((tx) => takeSignIn(tx, link, start)), null);
      assert.equal(await store.database.read((tables) => moderatorOf(tables, 'owner@example.org')), undefined);
    });
  });

  describe(`links on ${dialect}`, () => {
    let store: TestDatabase;
    before(async () => {
      store = await emptyDatabase(dialect);
    });
    after(async () => {
      await store.close();
      if (dialect === 'postgres') await stopPostgres();
    });

    it('are good for ten minutes and once, also when two use one at the same moment', async () => {
      const { id } = await store.database.write((tx) => addModerator(tx, { email: 'owner@example.org' }, start));
      const make = () => store.database.write((tx) => addSignIn(tx, id, secret, start));
      const take = (link: string, at: Date) => store.database.write((tx) => takeSignIn(tx, link, at));
      assert.equal(await take(await make(), later(10 * minute - 1)), id);
      assert.equal(await take(await make(), later(10 * minute)), null);
      const link = await make();
      const taken = await Promise.all(Array.from({ length: 8 }, () => take(link, start)));
      assert.deepEqual(
        taken.filter((one) => one !== null),
        [id],
      );
    });

    it('that are nobody’s are good for nothing', async () => {
      const link = await store.database.write((tx) => addSignIn(tx, null, secret, start));
      assert.equal(await store.database.write((tx) => takeSignIn(tx, link, start)), null);
    });
  });
}
