/** Bans, on every database the site can have. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Notice } from '../../src/comments/comment.ts';
import { ban, currentBans, forgetBans, heedingBans, liftBan, type Mark } from '../../src/moderation/bans.ts';
import { judgeBy } from '../../src/moderation/judge.ts';
import { defaultRules } from '../../src/moderation/rules.ts';
import { readSecret } from '../../src/site/secret.ts';
import { dialects, emptyDatabase, stopPostgres, type TestDatabase } from '../support/databases.ts';
import { aDraft } from '../support/drafts.ts';

const secret = readSecret('for tests only, and long enough to be one');
const now = new Date('2026-11-23T12:00:00Z');
const later = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1_000);
const by = { id: null, name: 'Ada' };
const nothing: Notice = async () => ({ signals: [], likeness: null, work: null, wave: null, remember: async () => {} });
const sender = { network: 'network hash', receipt: 'receipt hash' };
after(stopPostgres);

for (const dialect of dialects) {
  describe(`bans on ${dialect}`, () => {
    let store: TestDatabase;
    before(async () => {
      store = await emptyDatabase(dialect);
    });
    after(() => store.close());

    const banned = (mark: Mark, term: 'day' | 'week' = 'week') =>
      store.database.write((tx) => ban(tx, { ...mark, label: 'label', reason: 'Rude.', term }, { by, now, secret }));
    const lift = (id: number) => store.database.write((tx) => liftBan(tx, id));
    const noticed = async (draft: { name?: string; email?: string } = {}, at = now, from = sender) =>
      (await store.database.write((tx) => heedingBans(nothing, secret)(tx, aDraft(draft), from, at))).signals;

    for (const [mark, same, other] of [
      [{ kind: 'email', value: 'Bob@Example.org' }, { email: 'bob@example.ORG' }, { email: 'bob@example.org.uk' }],
      [{ kind: 'name', value: 'Casino Bob' }, { name: 'ＣＡＳＩＮＯ Bo\u200bb' }, { name: 'Casino Bobby' }],
    ] as const) {
      it(`know a sender by ${mark.kind}, however it is written, and nobody else`, async () => {
        const { id } = await banned(mark);
        const [signal, ...more] = await noticed(same);
        assert.deepEqual(more, []);
        assert.match(signal?.words ?? '', /is banned until November 30, 2026: Rude\./);
        assert.deepEqual(await noticed(other), []);
        await lift(id);
        assert.deepEqual(await noticed(same), [], 'lifted early');
      });
    }

    it('know a sender by network and by browser', async () => {
      const ids = [await banned({ kind: 'network', value: sender.network }), await banned({ kind: 'browser', value: sender.receipt })];
      assert.equal((await noticed()).length, 2);
      assert.equal((await noticed({}, now, { ...sender, receipt: sender.network })).length, 1, 'a receipt is no network');
      for (const { id } of ids) await lift(id);
      assert.equal(await lift(ids[0]?.id ?? 0), undefined, 'lifted already');
    });

    it('put a comment with the spam whatever speaks for it, with the reason', async () => {
      const { id } = await banned({ kind: 'email', value: 'bob@example.org' });
      const signals = await noticed({ email: 'bob@example.org' });
      const facts = { noticed: signals, links: 0, history: { published: 50 }, likeness: 0.01, work: null, postAge: 1, network: null };
      assert.equal(judgeBy(defaultRules('open'), secret)(aDraft(), facts).status, 'spam');
      await lift(id);
    });

    it('end by themselves, at once, and are forgotten', async () => {
      await banned({ kind: 'email', value: 'bob@example.org' }, 'day');
      const bob = { email: 'bob@example.org' };
      assert.equal((await noticed(bob, new Date(later(1).getTime() - 1))).length, 1);
      assert.equal((await noticed(bob, later(1))).length, 0);
      const list = (at: Date) => store.database.read((tables) => currentBans(tables, at));
      assert.deepEqual([(await list(now)).length, (await list(later(1))).length], [1, 0]);
      assert.equal(await store.database.write((tx) => forgetBans(tx, now)), 0);
      assert.equal(await store.database.write((tx) => forgetBans(tx, later(1))), 1);
    });

    it('are made anew, not twice', async () => {
      await banned({ kind: 'name', value: 'Bob' }, 'day');
      const { id } = await banned({ kind: 'name', value: 'BOB' }, 'week');
      const list = await store.database.read((tables) => currentBans(tables, now));
      assert.deepEqual(
        list.map((one) => [one.id, one.expires.getTime()]),
        [[id, later(7).getTime()]],
      );
      await lift(id);
    });
  });
}
