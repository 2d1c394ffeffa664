/** Rehearsals of comments that really came, on every database the site can have. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Notice } from '../../src/comments/comment.ts';
import { forgetNetworks } from '../../src/comments/commenters.ts';
import { settle } from '../../src/comments/discussions.ts';
import { submit } from '../../src/comments/submit.ts';
import { listModerated } from '../../src/moderation/moderated.ts';
import { judgeBy } from '../../src/moderation/judge.ts';
import { rehearse, shownAtMost } from '../../src/moderation/rehearsal.ts';
import { saveRules } from '../../src/moderation/rulebook.ts';
import { defaultRules, noWords, type Rules } from '../../src/moderation/rules.ts';
import { daysSince } from '../../src/site/dates.ts';
import { networkOf } from '../../src/site/network.ts';
import { readSecret } from '../../src/site/secret.ts';
import { dialects, emptyDatabase, stopPostgres, type TestDatabase } from '../support/databases.ts';
import { decideOne } from '../support/decided.ts';

const secret = readSecret('for tests only, and long enough to be one');
const now = new Date('2026-11-23T12:00:00Z');
const posts = new Map([
  ['2026/11/new', '2026-11-20'],
  ['2008/02/old', '2008-02'],
]);
after(stopPostgres);

/** What a comment may be like, as far as rules ask. */
interface Sent {
  text: string;
  name: string;
  email: string;
  network: string;
  post: string;
  trusted: boolean;
  likeness: number | null;
  part: number;
}

const sent: fc.Arbitrary<Sent> = fc.record({
  text: fc.constantFrom('Good bread.', 'Press here', 'WordPress', 'a https://a.example b https://b.example c https://c.example', 'Casino!'),
  name: fc.constantFrom('Ada', 'Casino Bob'),
  email: fc.constantFrom('ada@example.org', 'bob@casino.example'),
  network: fc.constantFrom('192.0.2.1', '203.0.113.9'),
  post: fc.constantFrom(...posts.keys()),
  trusted: fc.boolean(),
  likeness: fc.constantFrom(null, 0.2, 0.6, 0.95),
  part: fc.constantFrom(0, 0.4),
});

const words = fc.record({
  any: fc.constantFrom([], ['press']),
  name: fc.constantFrom([], ['casino']),
  email: fc.constantFrom([], ['@casino.example']),
});
const rules: fc.Arbitrary<Rules> = fc
  .record({
    holdEverything: fc.boolean(),
    holdFirst: fc.boolean(),
    publishTrusted: fc.boolean(),
    maxLinks: fc.constantFrom(null, 0, 2),
    holdAfterDays: fc.constantFrom(null, 30),
    holdLikeness: fc.constantFrom(null, 0.5, 0.9),
    heldNetworks: fc.constantFrom([], ['203.0.113.0/24']),
    heldWords: words,
    blockedWords: words,
  })
  .map(({ heldWords, blockedWords, ...some }) => ({
    ...defaultRules('open'),
    ...some,
    heldWords: { ...noWords, ...heldWords },
    blockedWords: { ...noWords, ...blockedWords },
  }));

for (const dialect of dialects) {
  describe(`a rehearsal on ${dialect}`, () => {
    let store: TestDatabase;
    let comments = 0;
    before(async () => {
      store = await emptyDatabase(dialect);
    });
    after(() => store.close());

    /** Sends a comment through its whole journey under these rules. Returns its id. */
    async function send({ text, name, email, network, post, trusted, likeness, part }: Sent, by: Rules): Promise<number> {
      comments += 1;
      const receipt = trusted ? 'trusted' : `receipt ${comments}`;
      const form = new FormData();
      for (const [field, value] of Object.entries({ comment: `${text} (${comments})`, name, email })) form.append(field, value);
      const signals = part > 0 ? [{ name: 'no-form', weight: part, words: 'It was sent without a form of this post.' }] : [];
      const notice: Notice = async () => ({ signals, likeness, work: null, wave: null, remember: async () => {} });
      const outcome = await submit(form, post, {
        database: store.database,
        judge: judgeBy(by, secret),
        notice,
        postAge: daysSince(posts.get(post) ?? '', now),
        secret,
        now,
        network: networkOf(network, secret),
        receipt,
        limits: false,
      });
      assert.ok('id' in outcome, outcome.kind);
      return outcome.id;
    }

    const statusOf = async (id: number) =>
      (await store.database.read((tables) => listModerated(tables, null, 1_000))).find((comment) => comment.id === id)?.status;
    const fates = async (rehearsedRules: { before: Rules; after: Rules }) => {
      const found = await store.database.read((tables) => rehearse(tables, rehearsedRules, posts, secret));
      return { ...found, by: new Map(found.moved.map((moved) => [moved.comment.id, moved])) };
    };

    it('says what the judge decided, and what it would decide', async () => {
      const open = defaultRules('open');
      const first = await send({ ...plain, trusted: true }, open);
      await decideOne(store.database, first, 'approve', now);
      await fc.assert(
        fc.asyncProperty(sent, rules, rules, async (comment, one, other) => {
          const [id, twin] = [await send(comment, one), await send(comment, other)];
          const [decided, would] = [await statusOf(id), await statusOf(twin)];
          const { by } = await fates({ before: one, after: other });
          assert.deepEqual([by.get(id)?.from ?? decided, by.get(id)?.to ?? decided], [decided, would]);
          assert.equal(by.has(id), decided !== would);
          // What was recorded under other rules says the same.
          assert.deepEqual([by.get(twin)?.from ?? would, by.get(twin)?.to ?? would], [decided, would]);
        }),
        { numRuns: 40 },
      );
    });

    it('counts what would go where, and says because of what', async () => {
      const own = await emptyDatabase(dialect);
      const [kept, base] = [store, defaultRules('open')];
      store = own;
      try {
        const word = await send({ ...plain, text: 'Stop the press!' }, base);
        const link = await send({ ...plain, text: 'https://a.example' }, base);
        await send(plain, base);
        const after = { ...base, maxLinks: 0, blockedWords: { ...noWords, text: ['press'] } };
        const found = await fates({ before: base, after });
        assert.deepEqual([found.looked, found.total], [3, 2]);
        assert.deepEqual(
          found.counts.toSorted((a, b) => a.to.localeCompare(b.to)),
          [
            { from: 'published', to: 'held', count: 1 },
            { from: 'published', to: 'spam', count: 1 },
          ],
        );
        assert.match(
          found.by
            .get(word)
            ?.because.gained.map((signal) => signal.words)
            .join() ?? '',
          /^Its text has “press”/,
        );
        assert.match(
          found.by
            .get(link)
            ?.because.gained.map((signal) => signal.words)
            .join() ?? '',
          /^It has a link; more than 0/,
        );
        const back = await fates({ before: after, after: base });
        assert.deepEqual([back.by.get(word)?.from, back.by.get(word)?.to], ['spam', 'published']);
        assert.match(back.by.get(word)?.because.lost[0]?.words ?? '', /press/);
      } finally {
        store = kept;
        await own.close();
      }
    });

    it('says which would have been refused because their discussion was closed by then', async () => {
      const base = defaultRules('open');
      const old = await send({ ...plain, post: '2008/02/old' }, base);
      const fresh = await send({ ...plain, post: '2026/11/new' }, base);
      const closing = { before: base, after: { ...base, closeAfterDays: 14 } };
      const { by } = await fates(closing);
      assert.deepEqual([by.get(old)?.to, by.has(fresh)], ['refused', false]);
      await store.database.write((tx) => settle(tx, '2008/02/old', 'open', now));
      assert.equal((await fates(closing)).by.has(old), false, 'a moderator reopened it');
      assert.equal((await fates({ before: base, after: { ...base, closed: true } })).by.get(fresh)?.to, 'refused');
    });

    it('knows networks for as long as they are kept', async () => {
      const base = defaultRules('open');
      const id = await send({ ...plain, network: '203.0.113.77' }, base);
      const held = { before: base, after: { ...base, heldNetworks: ['203.0.113.0/24'] } };
      const found = await fates(held);
      assert.equal(found.by.get(id)?.to, 'held');
      assert.ok(found.withNetwork > 0);
      await store.database.write((tx) => forgetNetworks(tx, new Date(now.getTime() + 25 * 60 * 60 * 1_000)));
      const later = await fates(held);
      assert.deepEqual([later.by.has(id), later.withNetwork], [false, 0]);
    });

    it('shows the newest of many, with how many there are, and changes nothing', async () => {
      const base = defaultRules('open');
      for (let count = 0; count <= shownAtMost; count += 1) await send(plain, base);
      const stored = await store.database.read((tables) => listModerated(tables, null, 1_000));
      const found = await fates({ before: base, after: defaultRules('hold-all') });
      assert.ok(found.total > shownAtMost);
      assert.equal(found.moved.length, shownAtMost);
      assert.equal(
        found.counts.reduce((sum, { count }) => sum + count, 0),
        found.total,
      );
      assert.deepEqual(await store.database.read((tables) => listModerated(tables, null, 1_000)), stored);
    });

    it('is followed by one version for each saving, and none for who was late', async () => {
      const save = (by: string, basedOn: number) =>
        store.database.write((tx) => saveRules(tx, defaultRules('hold-all'), { basedOn, by: { id: null, name: by }, now }, 'open'));
      const outcomes = await Promise.all(['Ada', 'Bob', 'Cy'].map((name) => save(name, 0)));
      assert.equal(outcomes.filter((outcome) => 'version' in outcome).length, 1);
      const late = outcomes.flatMap((outcome) => ('meanwhile' in outcome ? [outcome.meanwhile] : []));
      assert.deepEqual(
        late.map(({ version, saved }) => [version, saved?.by]),
        [
          [1, 'Ada'],
          [1, 'Ada'],
        ],
      );
      assert.deepEqual(await save('Bob', 1), { version: 2 });
    });
  });
}

const plain: Sent = {
  text: 'Good bread.',
  name: 'Ada',
  email: 'ada@example.org',
  network: '192.0.2.1',
  post: '2026/11/new',
  trusted: false,
  likeness: null,
  part: 0,
};
