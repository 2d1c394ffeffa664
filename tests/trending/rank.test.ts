import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { site } from '../../src/site/site.ts';
import { type Attention, rank, type Weighing, windowFirstDay, windowStart } from '../../src/trending/rank.ts';

const day = 24 * 60 * 60 * 1_000;
const now = new Date('2026-11-23T12:00:00Z');
const ids = ['a', 'b', 'c', 'd', 'e'];
const posts = ids.map((id) => ({ id }));
const weighing: Weighing = { pinned: [], halfLifeDays: 3, windowDays: 14, readsPerComment: 5, floor: 10 };
const without = { ...weighing, floor: 0 };

const ago = (days: number) => new Date(now.getTime() - days * day);
const dayAgo = (days: number) => ago(days).toISOString().slice(0, 10);
const order = ({ voices = [], reads = [] }: Partial<Attention>, by = weighing) =>
  rank(posts, { voices, reads }, now, by).map(({ id }) => id);
const place = (id: string, attention: Attention, by: Weighing) => order(attention, by).indexOf(id);
const readOf = (post: string, count: number, days = 0) => ({ post, count, day: dayAgo(days) });

const age = fc.double({ min: -1, max: 20, noNaN: true });
const anyPost = fc.constantFrom(...ids, 'gone');
const attention: fc.Arbitrary<Attention> = fc.record({
  voices: fc.array(fc.record({ post: anyPost, created: age.map(ago) }), { maxLength: 20 }),
  reads: fc
    .uniqueArray(fc.tuple(anyPost, fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 50 })), {
      maxLength: 20,
      selector: ([post, days]) => `${post} ${days}`,
    })
    .map((rows) => rows.map(([post, days, count]) => readOf(post, count, days))),
});
const weighings = fc.record({
  pinned: fc.uniqueArray(anyPost, { maxLength: 3 }),
  halfLifeDays: fc.constantFrom(0.5, 3, 30),
  windowDays: fc.constantFrom(1, 14, 30),
  readsPerComment: fc.integer({ min: 0, max: 20 }),
  floor: fc.integer({ min: 0, max: 100 }),
});

describe('what trends', () => {
  it('is, as long as nobody reads or says anything, what is newest', () => assert.deepEqual(order({}), ids));

  it('is led by the post read most these days', () => {
    assert.deepEqual(order({ reads: [readOf('c', 20), readOf('d', 40)] }), ['d', 'c', 'a', 'b', 'e']);
  });

  it('counts reads half for every half-life since their day began', () => {
    assert.deepEqual(order({ reads: [readOf('d', 40, 3), readOf('e', 21)] }).slice(0, 2), ['e', 'd']);
    assert.deepEqual(order({ reads: [readOf('d', 40, 3), readOf('e', 19)] }).slice(0, 2), ['d', 'e']);
    assert.deepEqual(order({ reads: [readOf('d', 40, 3), readOf('e', 21)] }, { ...weighing, halfLifeDays: 4 }).slice(0, 2), ['d', 'e']);
  });

  it('takes what somebody said for some reads, halved the same way', () => {
    const said = (post: string, times: number, days: number) => Array.from({ length: times }, () => ({ post, created: ago(days) }));
    // Today began twelve hours ago: a read of today is worth 2^(−1/6).
    assert.deepEqual(order({ voices: said('e', 4, 0), reads: [readOf('d', 22)] }).slice(0, 2), ['e', 'd']);
    assert.deepEqual(order({ voices: said('e', 4, 0), reads: [readOf('d', 23)] }).slice(0, 2), ['d', 'e']);
    assert.deepEqual(order({ voices: [...said('d', 8, 3), ...said('e', 4, 0)] }).slice(0, 2), ['d', 'e'], 'two halves are a whole');
  });

  it('forgets what is older than its window', () => {
    assert.deepEqual(windowStart(now, weighing), ago(14));
    assert.equal(windowFirstDay(now, weighing), dayAgo(14));
    assert.deepEqual(order({ voices: [{ post: 'e', created: ago(14) }] }, without), ids);
    assert.equal(order({ voices: [{ post: 'e', created: ago(13.99) }] }, without)[0], 'e');
    assert.deepEqual(order({ reads: [readOf('e', 1_000, 14)] }, without), ids);
    assert.equal(order({ reads: [readOf('e', 1_000, 13)] }, without)[0], 'e');
  });

  it('is not made by one enthusiast who reads every day and comments, and is by two who talk', () => {
    const midnight = new Date('2026-11-23T00:00:00Z');
    const everyDay = Array.from({ length: 20 }, (_, days) => readOf('e', 1, days));
    const ranked = (attention: Attention) => rank(posts, attention, midnight, site.trending).map(({ id }) => id);
    assert.deepEqual(ranked({ reads: everyDay, voices: [{ post: 'e', created: midnight }] }), ids);
    const talk = ['one', 'two'].map(() => ({ post: 'e', created: midnight }));
    assert.equal(ranked({ reads: [], voices: talk })[0], 'e');
  });

  it('keeps every post exactly once and leaves the list it was given as it is', () => {
    const given = [...posts];
    fc.assert(
      fc.property(attention, weighings, (said, by) => {
        const ranked = rank(given, said, now, by).map(({ id }) => id);
        assert.deepEqual(ranked.toSorted(), ids);
        assert.deepEqual(given, posts);
      }),
    );
  });

  it('begins with what the editor pinned, in the order of the pins, whatever is read', () => {
    fc.assert(
      fc.property(attention, weighings, (said, by) => {
        const pins = by.pinned.filter((id) => ids.includes(id));
        assert.deepEqual(order(said, by).slice(0, pins.length), pins);
      }),
    );
  });

  it('never moves a post down because it was read or talked about more', () => {
    fc.assert(
      fc.property(attention, weighings, fc.constantFrom(...ids), age, fc.integer({ min: 0, max: 20 }), (said, by, id, days, back) => {
        const more = { reads: [...said.reads, readOf(id, 1, back)], voices: [...said.voices, { post: id, created: ago(days) }] };
        assert.ok(place(id, more, by) <= place(id, said, by));
      }),
      { numRuns: 500 },
    );
  });

  it('never moves a post down because the same attention is more recent', () => {
    fc.assert(
      fc.property(attention, weighings, fc.constantFrom(...ids), age.map(Math.abs), fc.nat(20), (said, by, id, days, later) => {
        const newer = {
          voices: said.voices.map(({ post, created }) => ({
            post,
            created: post === id ? new Date(created.getTime() + days * day) : created,
          })),
          reads: said.reads.map((read) =>
            read.post === id ? { ...read, day: new Date(Date.parse(read.day) + later * day).toISOString().slice(0, 10) } : read,
          ),
        };
        assert.ok(place(id, newer, by) <= place(id, said, by));
      }),
      { numRuns: 500 },
    );
  });

  it('leaves posts with the same attention in the order in which they came, in whatever order it was paid', () => {
    const of = (post: string, said: Attention): Attention => ({
      voices: said.voices.map((voice) => ({ ...voice, post })),
      reads: said.reads.map((read) => ({ ...read, post })),
    });
    const sameForAll = attention.chain((said) =>
      fc.tuple(
        ...ids.map((id) =>
          fc.record({
            voices: fc.shuffledSubarray([...of(id, said).voices], { minLength: said.voices.length }),
            reads: fc.shuffledSubarray([...of(id, said).reads], { minLength: said.reads.length }),
          }),
        ),
      ),
    );
    fc.assert(
      fc.property(sameForAll, (all) => {
        const said = { voices: all.flatMap(({ voices }) => voices), reads: all.flatMap(({ reads }) => reads) };
        assert.deepEqual(order(said, without), ids);
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(attention, weighings, (said, by) => {
        const turned = { voices: said.voices.toReversed(), reads: said.reads.toReversed() };
        assert.deepEqual(order(turned, by), order(said, by));
      }),
    );
  });
});
