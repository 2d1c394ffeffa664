import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { placeInSeries } from '../../src/posts/series.ts';

const post = (id: string, part?: number, title = 'Fires', published = '2026-11-23') => ({
  id,
  data: { published, series: part === undefined ? undefined : { title, part } },
});

describe('a series', () => {
  it('is read in the order of its parts, counted among those readers can see', () => {
    const posts = [post('c', 9), post('x'), post('a', 1), post('b', 4), post('other', 2, 'Floods')];
    const place = (id: string) => {
      const found = placeInSeries(posts, posts.find((candidate) => candidate.id === id) ?? post(''));
      return found && [found.part, found.of, found.previous?.id, found.next?.id];
    };
    assert.deepEqual(place('a'), [1, 3, undefined, 'b']);
    assert.deepEqual(place('b'), [2, 3, 'a', 'c']);
    assert.deepEqual(place('c'), [3, 3, 'b', undefined]);
    assert.deepEqual(place('other'), [1, 1, undefined, undefined]);
    assert.equal(place('x'), undefined);
  });

  it('leads from its first part through each once to its last, and back, in whatever order the posts come', () => {
    const parts = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.uuid()), {
      minLength: 1,
      maxLength: 12,
      selector: ([, id]) => id,
    });
    fc.assert(
      fc.property(parts, (all) => {
        const posts = all.map(([part, id]) => post(id, part));
        let here = posts.find((candidate) => placeInSeries(posts, candidate)?.previous === undefined);
        const seen: string[] = [];
        while (here) {
          const place = placeInSeries(posts.toReversed(), here);
          seen.push(here.id);
          assert.equal(place?.part, seen.length);
          assert.equal(place.of, posts.length);
          if (place.next) assert.equal(placeInSeries(posts, place.next)?.previous?.id, here.id);
          here = place.next;
        }
        assert.deepEqual([...seen].sort(), posts.map(({ id }) => id).sort());
      }),
      { numRuns: 200 },
    );
  });
});
