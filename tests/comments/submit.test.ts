/** A comment's journey, on every database the site can have. Over HTTP it is told by `tests/journeys`. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Judge, Verdict } from '../../src/comments/comment.ts';
import { emailOf, forgetNetworks, rates } from '../../src/comments/commenters.ts';
import { type Circumstances, type Outcome, submit } from '../../src/comments/submit.ts';
import { findModerated, listModerated } from '../../src/moderation/moderated.ts';
import { keyedHash, readSecret } from '../../src/site/secret.ts';
import { dialects, emptyDatabase, stopPostgres, type TestDatabase } from '../support/databases.ts';
import { decideOne } from '../support/decided.ts';
import { aComment } from '../support/site.ts';

const secret = readSecret('for tests only, and long enough to be one');
const post = '2008/02/what-outcome-are-you-negotiating-for';
const noon = new Date('2026-11-23T12:00:00Z');
const publish: Judge = () => ({ status: 'published', signals: [{ name: 'test', weight: 0, words: 'A test says so.' }] });
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1_000);
after(stopPostgres);

for (const dialect of dialects) {
  describe(`a submitted form on ${dialect}`, () => {
    let store: TestDatabase;
    let networks = 0;
    before(async () => {
      store = await emptyDatabase(dialect);
    });
    after(() => store.close());

    /** Each test is a network of its own, so that limits do not reach from one into another. */
    const from = (differences: Partial<Circumstances> = {}): Circumstances => {
      networks += 1;
      const network = keyedHash(secret, 'network', `192.0.2.${networks}`);
      return {
        database: store.database,
        judge: publish,
        secret,
        now: noon,
        network,
        receipt: `receipt ${networks}`,
        limits: true,
        ...differences,
      };
    };
    const send = (fields: Record<string, string>, circumstances = from(), under = post) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      return submit(form, under, circumstances);
    };
    const stored = async (text: string | undefined) =>
      (await store.database.read((tables) => listModerated(tables, null, 10_000))).filter((comment) => comment.text === text);

    it('is stored as it was judged, with the reasons, and its address apart', async () => {
      const verdict: Verdict = { status: 'held', signals: [{ name: 'one', weight: 1, words: 'One “reason”.' }] };
      const fields = aComment({ website: 'example.org', comment: 'A *quiet* word.' });
      const outcome = await send(fields, from({ judge: () => verdict }));
      assert.equal(outcome.kind, 'held');
      const comment = await store.database.read((tables) => findModerated(tables, idOf(outcome)));
      assert.deepEqual(
        { ...comment, id: 0 },
        {
          id: 0,
          post,
          parent: null,
          name: fields['name'],
          website: 'https://example.org/',
          text: 'A *quiet* word.',
          status: 'held',
          author: null,
          edited: null,
          version: 0,
          wave: null,
          signals: verdict.signals,
          created: noon,
        },
      );
      assert.equal(await store.database.read((tables) => emailOf(tables, idOf(outcome))), fields['email']);
    });

    it('tells its judge how many links it has and how many comments of its sender were approved, which appearing at once is not', async () => {
      const heard: unknown[] = [];
      const judge: Judge = (draft, facts) => {
        heard.push({ name: draft.name, links: facts.links, history: facts.history });
        return publish(draft, facts);
      };
      const circumstances = from({ judge });
      const first = await send(aComment({ name: 'Ada', comment: 'https://a.example and https://b.example' }), circumstances);
      await send(aComment({ name: 'Ada', comment: 'It appeared at once.' }), circumstances);
      await decideOne(store.database, idOf(first), 'spam', noon);
      await decideOne(store.database, idOf(first), 'approve', noon);
      await send(aComment({ name: 'Somebody else', comment: 'No link, and an address in `https://code.example`.' }), circumstances);
      await send(aComment({ name: 'Ada', comment: 'From another browser.' }), from({ judge }));
      assert.deepEqual(heard, [
        { name: 'Ada', links: 2, history: { published: 0 } },
        { name: 'Ada', links: 0, history: { published: 0 } },
        { name: 'Somebody else', links: 0, history: { published: 1 } },
        { name: 'Ada', links: 0, history: { published: 0 } },
      ]);
    });

    it('sent fifty times at once is one comment', async () => {
      const fields = aComment();
      const circumstances = from();
      const outcomes = await Promise.all(Array.from({ length: 50 }, () => send(fields, circumstances)));
      assert.deepEqual(new Set(outcomes.map(idOf)).size, 1);
      assert.equal((await stored(fields['comment'])).length, 1);
    });

    it('is another intention under another post, as another answer, name, address or text', async () => {
      const fields = aComment();
      const first = idOf(await send(fields));
      const others = [
        await send(fields, from(), '2026/11/another'),
        await send({ ...fields, parent: String(first) }),
        await send({ ...fields, name: 'Another name' }),
        await send({ ...fields, email: 'another@example.org' }),
        await send({ ...fields, comment: `${fields['comment']} More.` }),
      ].map(idOf);
      assert.equal(new Set([first, ...others]).size, 6);
    });

    it('is the same intention from another browser, with another website, in other white space', async () => {
      const fields = aComment();
      const first = idOf(await send(fields));
      assert.equal(idOf(await send({ ...fields, website: 'https://example.org', remember: 'yes' })), first);
      assert.equal(idOf(await send({ ...fields, comment: `  ${fields['comment']}\r\n`, name: ` ${fields['name']}\u200b` })), first);
    });

    it('can be sent again after it was deleted', async () => {
      const fields = aComment();
      const first = idOf(await send(fields));
      await decideOne(store.database, first, 'trash', noon);
      assert.notEqual(idOf(await send(fields)), first);
    });

    it('that was marked as spam looks as if it waited', async () => {
      const fields = aComment();
      const first = idOf(await send(fields));
      await decideOne(store.database, first, 'spam', noon);
      const again = await send(fields);
      assert.deepEqual([again.kind, idOf(again)], ['held', first]);
    });

    it('may answer a published comment under the same post, and nothing else', async () => {
      const parentOf = (id: number, under = post) => send(aComment({ parent: String(id) }), from(), under);
      const first = idOf(await send(aComment()));
      const held = idOf(await send(aComment(), from({ judge: () => ({ status: 'held', signals: [] }) })));
      assert.equal((await parentOf(first)).kind, 'published');
      for (const outcome of [await parentOf(held), await parentOf(999_999_999), await parentOf(first, '2026/11/another')]) {
        assert.equal(outcome.kind, 'invalid');
        assert.match(('problems' in outcome && outcome.problems.parent) || '', /is not there any more/);
      }
    });

    it('is stored six times a minute from one network, however many arrive at once, and then has to wait', async () => {
      const circumstances = from();
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => send(aComment(), circumstances)));
      const [perMinute] = rates;
      assert.equal(outcomes.filter(({ kind }) => kind === 'published').length, perMinute.count);
      const refused = outcomes.flatMap((outcome) => (outcome.kind === 'too-fast' ? [outcome.seconds] : []));
      assert.deepEqual(
        refused,
        Array.from({ length: 14 }, () => 60),
      );

      const next = { ...circumstances, now: later(45) };
      const waiting = await send(aComment(), next);
      assert.deepEqual(waiting, { kind: 'too-fast', seconds: 15 });
      assert.equal((await send(aComment(), from({ now: later(45) }))).kind, 'published', 'another network need not wait');
      assert.equal((await send(aComment(), { ...circumstances, now: later(60) })).kind, 'published');
    });

    it('is stored forty times an hour from one network', async () => {
      const circumstances = from();
      const kinds: string[] = [];
      for (let sent = 0; sent < 41; sent += 1) kinds.push((await send(aComment(), { ...circumstances, now: later(sent * 20) })).kind);
      assert.deepEqual(kinds, [...Array.from({ length: 40 }, () => 'published'), 'too-fast']);
      assert.equal((await send(aComment(), { ...circumstances, now: later(3_600) })).kind, 'published');
    });

    it('that was sent before need not wait, and neither does anyone while limits are off', async () => {
      const circumstances = from();
      const fields = aComment();
      const first = idOf(await send(fields, circumstances));
      for (let sent = 0; sent < 10; sent += 1) await send(aComment(), circumstances);
      assert.equal(idOf(await send(fields, circumstances)), first);
      assert.equal((await send(aComment(), { ...circumstances, limits: false })).kind, 'published');
    });

    it('leaves nothing behind when it is refused', async () => {
      const circumstances = from();
      const texts = ['Refused for its parent.', 'Refused for its name.'];
      await send(aComment({ comment: texts[0] ?? '', parent: '999999999' }), circumstances);
      await send(aComment({ comment: texts[1] ?? '', name: '' }), circumstances);
      for (const text of texts) assert.deepEqual(await stored(text), []);
    });

    it('has its network forgotten after a day, and counts as nobody’s from then on', async () => {
      const circumstances = from();
      for (let sent = 0; sent < 6; sent += 1) await send(aComment(), circumstances);
      const forget = (now: Date) => store.database.write((tx) => forgetNetworks(tx, now));
      await forget(later(24 * 60 * 60 - 1));
      assert.equal((await send(aComment(), circumstances)).kind, 'too-fast');
      assert.ok((await forget(later(24 * 60 * 60))) >= 6);
      assert.equal((await send(aComment(), circumstances)).kind, 'published');
    });
  });
}

function idOf(outcome: Outcome): number {
  assert.ok('id' in outcome, JSON.stringify(outcome));
  return outcome.id;
}
