import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { submit } from '../../src/comments/submit.ts';
import { emailOf } from '../../src/comments/commenters.ts';
import { changedSince } from '../../src/database/revisions.ts';
import { forgetDeleted, restorableDays } from '../../src/moderation/forget.ts';
import { findModerated, listModerated } from '../../src/moderation/moderated.ts';
import { judgeBy } from '../../src/moderation/judge.ts';
import { defaultRules } from '../../src/moderation/rules.ts';
import { readSecret } from '../../src/site/secret.ts';
import { dialects, emptyDatabase, stopPostgres, type TestDatabase } from '../support/databases.ts';
import { decideOne } from '../support/decided.ts';
import { aComment } from '../support/site.ts';

after(stopPostgres);

const post = '2008/02/what-outcome-are-you-negotiating-for';
const day = 24 * 60 * 60 * 1_000;
const now = new Date('2026-11-23T12:00:00Z');

for (const dialect of dialects) {
  describe(`a moderator’s decision on ${dialect}`, () => {
    let test: TestDatabase;
    before(async () => {
      test = await emptyDatabase(dialect);
    });
    after(() => test.close());

    const held = async (): Promise<number> => {
      const form = new FormData();
      for (const [name, value] of Object.entries(aComment())) form.set(name, value);
      const secret = readSecret('a secret that is long enough for tests');
      const judge = judgeBy(defaultRules('hold-all'), secret);
      const outcome = await submit(form, post, {
        database: test.database,
        judge,
        secret,
        now,
        network: 'a network',
        receipt: 'r',
        limits: false,
      });
      assert.equal(outcome.kind, 'held');
      return 'id' in outcome ? outcome.id : 0;
    };
    const status = async (id: number) => (await test.database.read((tables) => findModerated(tables, id)))?.status;
    const revision = async () => (await test.database.read((tables) => changedSince(tables, 0))).at(-1)?.revision ?? 0;

    it('changes the status, leaves what the judge noticed, and lets the page know', async () => {
      const id = await held();
      const noticed = await test.database.read((tables) => findModerated(tables, id));
      for (const [decision, wanted] of [
        ['approve', 'published'],
        ['spam', 'spam'],
        ['trash', 'deleted'],
        ['approve', 'published'],
      ] as const) {
        const before = await revision();
        assert.equal(await decideOne(test.database, id, decision, now), wanted);
        assert.equal(await status(id), wanted);
        assert.ok((await revision()) > before);
        const comment = await test.database.read((tables) => findModerated(tables, id));
        assert.deepEqual(comment?.signals, noticed?.signals);
      }
    });

    it('can be taken back, once; the same decision again changes nothing', async () => {
      const id = await held();
      assert.equal(await decideOne(test.database, id, 'restore', now), null, 'nothing was decided yet');
      await decideOne(test.database, id, 'approve', now);
      await decideOne(test.database, id, 'trash', now);
      const before = await revision();
      assert.equal(await decideOne(test.database, id, 'trash', now), 'deleted');
      assert.equal(await revision(), before);
      assert.equal(await decideOne(test.database, id, 'restore', now), 'published');
      assert.equal(await status(id), 'published');
    });

    it('about nothing is none', async () => {
      assert.equal(await decideOne(test.database, 999_999, 'approve', now), null);
    });

    it('to delete is carried out for good after thirty days: words, name and sender are gone, and nothing brings them back', async () => {
      const [deleted, kept] = [await held(), await held()];
      await decideOne(test.database, deleted, 'trash', now);
      const forget = (at: number) => test.database.write((tx) => forgetDeleted(tx, new Date(at)));
      assert.equal(await forget(now.getTime() + restorableDays * day - 1), 0);
      assert.match((await test.database.read((tables) => emailOf(tables, deleted))) ?? '', /@/);
      assert.equal(await forget(now.getTime() + restorableDays * day), 1);
      assert.equal(await test.database.read((tables) => emailOf(tables, deleted)), undefined);
      assert.equal(await status(deleted), undefined);
      assert.equal(await decideOne(test.database, deleted, 'restore', now), null);
      assert.ok(!(await test.database.read((tables) => listModerated(tables, null, 100))).some(({ id }) => id === deleted));
      assert.equal(await status(kept), 'held');
      assert.match((await test.database.read((tables) => emailOf(tables, kept))) ?? '', /@/);
    });
  });
}
