/** What is noticed about a comment among those that are there, on every database the site can have. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { submit } from '../../src/comments/submit.ts';
import { findModerated } from '../../src/moderation/moderated.ts';
import { judgeBy } from '../../src/moderation/judge.ts';
import { addModerator } from '../../src/moderation/moderators.ts';
import { noticeFor } from '../../src/moderation/notice.ts';
import { defaultRules } from '../../src/moderation/rules.ts';
import { readSecret } from '../../src/site/secret.ts';
import { dialects, emptyDatabase, stopPostgres, type TestDatabase } from '../support/databases.ts';
import { decideOne } from '../support/decided.ts';
import { aComment } from '../support/site.ts';

const secret = readSecret('for tests only, and long enough to be one');
const noon = new Date('2026-11-23T12:00:00Z');
after(stopPostgres);

for (const dialect of dialects) {
  describe(`what is noticed on an open site on ${dialect}`, () => {
    let store: TestDatabase;
    before(async () => {
      store = await emptyDatabase(dialect);
      await store.database.write((tx) => addModerator(tx, { email: 'ada@example.org', name: 'Ada Byron' }, noon));
    });
    after(() => store.close());

    let people = 0;
    const send = async (fields: Record<string, string>, from: { receipt?: string; network?: string } = {}) => {
      people += 1;
      const form = new FormData();
      for (const [name, value] of Object.entries(aComment(fields))) form.append(name, value);
      const outcome = await submit(form, '2008/02/what-outcome-are-you-negotiating-for', {
        database: store.database,
        judge: judgeBy(defaultRules('open'), secret),
        notice: noticeFor({ limits: false, authors: ['Mike Moran'], home: 'essays.example', wantsWork: false }),
        postAge: 1,
        secret,
        now: noon,
        network: from.network ?? `network ${people}`,
        receipt: from.receipt ?? `receipt ${people}`,
        limits: false,
      });
      assert.ok('id' in outcome, outcome.kind);
      const stored = await store.database.read((tables) => findModerated(tables, outcome.id));
      return {
        id: outcome.id,
        status: stored?.status,
        names: stored?.signals.filter(({ weight }) => weight > 0).map(({ name }) => name) ?? [],
      };
    };

    it('is the name of an author, and name and address of a moderator, in any disguise: held with that reason', async () => {
      for (const [fields, name] of [
        [{ name: 'Міke Mоran' }, 'belongs'],
        [{ name: 'Аda Byrоn' }, 'belongs'],
        [{ email: 'ADA@example.org' }, 'belongs-email'],
      ] as const) {
        const { status, names } = await send({ comment: `What ${name} would never say, number ${people}.`, ...fields });
        assert.equal(status, 'held');
        assert.ok(names.includes(name), names.join());
      }
    });

    it('is the same text again, nearly, from other people: the third waits, and what was marked as spam weighs more', async () => {
      const again = (number: number) =>
        `Dear readers, this excellent method earned me ${number} dollars at home last month, and it takes only a quarter of an hour every evening. Ask me how!`;
      const first = await send({ comment: again(100) });
      const second = await send({ comment: again(200) });
      const third = await send({ comment: again(300) });
      assert.deepEqual([first.status, second.status, third.status], ['published', 'published', 'held']);
      await decideOne(store.database, first.id, 'spam', noon);
      const fourth = await send({ comment: again(400).toUpperCase() });
      assert.equal(fourth.status, 'spam');
      assert.ok(fourth.names.includes('repeats-spam'));
    });

    it('is where it leads: a place that spam leads to', async () => {
      for (const what of ['one garden', 'two rivers']) {
        const { id } = await send({ comment: `About ${what} I wrote at https://www.lure.example/${people}.` });
        await decideOne(store.database, id, 'spam', noon);
      }
      const { names } = await send({ comment: 'My grandmother had an opinion on this: http://lure.example/grandmother' });
      assert.ok(names.includes('leads-to-spam'), names.join());
      const home = await send({ comment: 'Compare what https://essays.example/2008/02/ says on the matter.' });
      assert.ok(!home.names.includes('leads-to-spam'));
    });

    it('is that the browser sent spam before, and in part that its network did', async () => {
      const { id } = await send({ comment: 'Something that turns out to be spam, sadly.' }, { receipt: 'spammer', network: 'busy' });
      await decideOne(store.database, id, 'spam', noon);
      const same = await send({ comment: 'An innocent remark about the weather in June.' }, { receipt: 'spammer' });
      assert.equal(same.status, 'held');
      assert.ok(same.names.includes('browser-spam'));
      const neighbour = await send({ comment: 'I read this essay on a train between two meetings.' }, { network: 'busy' });
      assert.equal(neighbour.status, 'published');
      assert.ok(neighbour.names.includes('network-spam'));
    });
  });
}
