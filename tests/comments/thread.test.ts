import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { PublicComment } from '../../src/comments/comment.ts';
import { type Branch, toDepth, tree } from '../../src/comments/thread.ts';
import { branchesOf } from '../support/branches.ts';

/** A thread of up to 60 comments: each answers an earlier one, some are not published. The first has id 1. */
const thread = fc.array(fc.record({ answers: fc.nat(), shown: fc.boolean() }), { maxLength: 60 }).map((replies) => {
  const places = [{ id: 1, parent: null as number | null, shown: true }];
  for (const { answers, shown } of replies) {
    places.push({ id: places.length + 1, parent: places[answers % places.length]?.id ?? null, shown });
  }
  return places;
});
type Places = (typeof thread extends fc.Arbitrary<infer Value> ? Value : never)[number][];

describe('the tree of a thread', () => {
  it('holds every published comment exactly once, and none that is not published', () => {
    fc.assert(
      fc.property(thread, (places) => {
        const shown = places.filter((place) => place.shown).map(({ id }) => id);
        for (const branch of [treeOf(places), toDepth(treeOf(places), 4), toDepth(treeOf(places), 1)]) {
          assert.deepEqual(idsOf(branch).sort(byNumber), shown);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('has every reply under the comment it answers', () => {
    fc.assert(
      fc.property(thread, (places) => {
        for (const { branch, under } of branchesOf(treeOf(places))) {
          if (under) assert.equal(places.find(({ id }) => id === branch.id)?.parent, under.id);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('leaves a gap where a comment was removed and its replies remain, and nothing where none remain', () => {
    const top = treeOf([
      { id: 1, parent: null, shown: true },
      { id: 2, parent: 1, shown: false },
      { id: 3, parent: 2, shown: true },
      { id: 4, parent: 1, shown: false },
    ]);
    assert.deepEqual(shape(top), [1, [['gap 2', [[3, []]]]]]);
  });

  it('has a gap at its head when its first comment was removed', () => {
    const reply = comment(2, 1);
    assert.deepEqual(shape(tree(1, null, [reply], new Map())), ['gap 1', [[2, []]]]);
  });

  it('hangs a reply on the head when nothing is known of what it answered', () => {
    assert.deepEqual(shape(tree(1, comment(1, null), [comment(9, 7)], new Map([[7, null]]))), [1, [['gap 7', [[9, []]]]]]);
  });
});

describe('a thread as it is shown', () => {
  it('is never deeper than asked for, and reads downwards in time', () => {
    fc.assert(
      fc.property(thread, fc.integer({ min: 1, max: 5 }), (places, depth) => {
        for (const { branch, level } of branchesOf(toDepth(treeOf(places), depth))) {
          assert.ok(level <= depth);
          if (level === depth) {
            const ids = branch.replies.map(({ id }) => id);
            assert.deepEqual(ids, ids.toSorted(byNumber));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('says whom a reply answers exactly when that is not the comment it is shown under', () => {
    fc.assert(
      fc.property(thread, (places) => {
        const shownIds = new Set(places.filter(({ shown }) => shown).map(({ id }) => id));
        for (const { branch, under } of branchesOf(toDepth(treeOf(places), 3))) {
          const parent = places.find(({ id }) => id === branch.id)?.parent ?? null;
          const moved = under !== null && parent !== under.id && parent !== null && shownIds.has(parent);
          assert.deepEqual(branch.answers, moved ? { id: parent, name: `Reader ${parent}` } : undefined);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('takes a chain of ten thousand replies', () => {
    const places = Array.from({ length: 10_000 }, (_, index) => ({ id: index + 1, parent: index || null, shown: true }));
    assert.equal(idsOf(toDepth(treeOf(places), 4)).length, 10_000);
  });

  it('takes a reply to ten thousand removed ones', () => {
    const places = Array.from({ length: 10_000 }, (_, index) => ({
      id: index + 1,
      parent: index || null,
      shown: index === 0 || index === 9_999,
    }));
    assert.deepEqual(idsOf(toDepth(treeOf(places), 4)), [1, 10_000]);
  });
});

function treeOf(places: Places): Branch {
  const replies = places.filter(({ id, shown }) => id !== 1 && shown).map(({ id, parent }) => comment(id, parent));
  const gone = new Map(places.filter(({ shown }) => !shown).map(({ id, parent }) => [id, parent]));
  return tree(1, comment(1, null), replies, gone);
}

function comment(id: number, parent: number | null): PublicComment {
  return {
    id,
    post: '2026/11/a',
    parent,
    name: `Reader ${id}`,
    website: null,
    text: `${id}`,
    html: `<p>${id}</p>`,
    created: new Date(id * 1_000),
    author: null,
    edited: false,
  };
}

function idsOf(top: Branch): number[] {
  return branchesOf(top).flatMap(({ branch }) => (branch.comment ? [branch.comment.id] : []));
}

function shape({ id, comment: shown, replies }: Branch): unknown[] {
  return [shown ? id : `gap ${id}`, replies.map(shape)];
}

function byNumber(a: number, b: number): number {
  return a - b;
}
