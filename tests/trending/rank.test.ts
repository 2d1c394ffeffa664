import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { halfLifeDays, rank, windowDays, windowStart } from '../../src/trending/rank.ts';

const day = 24 * 60 * 60 * 1_000;
const now = new Date('2026-11-23T12:00:00Z');
const posts = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));
const daysAgo = (days: number) => new Date(now.getTime() - days * day);
const order = (comments: readonly { post: string; created: Date }[]) => rank(posts, comments, now).map(({ id }) => id);

const someComments = fc.array(
  fc.record({ post: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'gone'), created: fc.double({ min: -1, max: 20, noNaN: true }).map(daysAgo) }),
  { maxLength: 40 },
);

describe('what trends', () => {
  it('is, as long as nobody says anything, what is newest', () => assert.deepEqual(order([]), ['a', 'b', 'c', 'd', 'e']));

  it('is led by the post with most comments of these days', () => {
    assert.deepEqual(
      order([
        { post: 'd', created: now },
        { post: 'd', created: now },
        { post: 'c', created: now },
      ]),
      ['d', 'c', 'a', 'b', 'e'],
    );
  });

  it('counts a comment half for every three days of its age', () => {
    assert.equal(halfLifeDays, 3);
    const twoOld = [1, 2].map(() => ({ post: 'd', created: daysAgo(3) }));
    assert.deepEqual(order([...twoOld, { post: 'e', created: now }]).slice(0, 2), ['d', 'e'], 'two halves are as much as a whole');
    assert.deepEqual(order([...twoOld, { post: 'e', created: now }, { post: 'e', created: daysAgo(9) }]).slice(0, 2), ['e', 'd']);
  });

  it('forgets what was said longer than fourteen days ago', () => {
    assert.equal(windowDays, 14);
    assert.deepEqual(windowStart(now), daysAgo(14));
    assert.deepEqual(order([{ post: 'e', created: daysAgo(14) }]), ['a', 'b', 'c', 'd', 'e']);
    assert.equal(order([{ post: 'e', created: daysAgo(13.99) }])[0], 'e');
  });

  it('keeps every post exactly once', () => {
    fc.assert(fc.property(someComments, (comments) => assert.deepEqual(order(comments).toSorted(), ['a', 'b', 'c', 'd', 'e'])));
  });

  it('never moves a post down because of one comment more under it', () => {
    fc.assert(
      fc.property(someComments, fc.constantFrom(...posts), fc.double({ min: 0, max: 20, noNaN: true }), (comments, { id }, age) => {
        const more = [...comments, { post: id, created: daysAgo(age) }];
        assert.ok(order(more).indexOf(id) <= order(comments).indexOf(id));
      }),
      { numRuns: 500 },
    );
  });

  it('never moves a post down because a comment under it is newer', () => {
    fc.assert(
      fc.property(someComments, fc.nat(), fc.double({ min: 0, max: 20, noNaN: true }), (comments, pick, days) => {
        const chosen = comments[pick % Math.max(1, comments.length)];
        if (!chosen || !posts.some(({ id }) => id === chosen.post)) return;
        const newer = comments.map((comment) =>
          comment === chosen ? { ...comment, created: new Date(comment.created.getTime() + days * day) } : comment,
        );
        assert.ok(order(newer).indexOf(chosen.post) <= order(comments).indexOf(chosen.post));
      }),
      { numRuns: 500 },
    );
  });

  it('leaves posts of which the same was said in the order in which they came, in whatever order it was said', () => {
    const ages = fc.array(fc.double({ min: 0, max: 13, noNaN: true }), { maxLength: 12 });
    fc.assert(
      fc.property(
        ages.chain((said) => fc.tuple(...posts.map(() => fc.shuffledSubarray(said, { minLength: said.length })))),
        (perPost) => {
          const comments = posts.flatMap(({ id }, place) => (perPost[place] ?? []).map((age) => ({ post: id, created: daysAgo(age) })));
          assert.deepEqual(order(comments), ['a', 'b', 'c', 'd', 'e']);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('leaves the list it was given as it is', () => {
    const given = [...posts];
    rank(given, [{ post: 'e', created: now }], now);
    assert.deepEqual(given, posts);
  });
});
