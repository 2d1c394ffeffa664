import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { relatedPosts, type Subject } from '../../src/posts/related.ts';
import { wordsIn } from '../../src/posts/words.ts';

const post = (id: string, body: string, tags: string[] = [], category?: string): Subject => ({
  id,
  body,
  data: { title: '', description: '', tags, category },
});
const bread = 'Knead the dough, let the yeast rise, bake the loaf until the crust sings.';
const loaf = 'A loaf wants patience: yeast is slow, dough is heavy, the crust comes last.';
const ships = 'The keel was laid in spring and the mast stepped before the harbour froze.';
const sails = 'No harbour is safe for a mast like that; the keel groaned all winter.';
const tax = 'Deductions, receipts, an accountant and a very long afternoon.';

describe('related posts', () => {
  it('are those that speak of the same things, and never those that do not', () => {
    const related = relatedPosts([post('bread', bread), post('ships', ships), post('tax', tax), post('loaf', loaf), post('sails', sails)]);
    assert.deepEqual(Object.fromEntries(related), { bread: ['loaf'], loaf: ['bread'], ships: ['sails'], sails: ['ships'], tax: [] });
  });

  it('are found by a tag or a category that few have, where words do not tell', () => {
    const posts = [post('a', bread, ['slow']), post('b', ships, ['slow']), post('c', tax, [], 'Money'), post('d', 'Zinc.', [], 'Money')];
    assert.deepEqual(Object.fromEntries(relatedPosts([...posts, post('e', 'Unlike any.')])), {
      a: ['b'],
      b: ['a'],
      c: ['d'],
      d: ['c'],
      e: [],
    });
  });

  it('are not found by code, addresses and tags of elements, which nobody reads', () => {
    const noise = (word: string) =>
      `${word}\n\n\`\`\`js\nquicksilver()\n\`\`\`\n\n[${word}](https://quicksilver.example/) <Figure caption="x">`;
    const related = relatedPosts([post('a', noise('apple')), post('b', noise('pear')), post('c', tax)]);
    assert.deepEqual([...related.values()], [[], [], []]);
  });

  it('are found in any script, written with spaces or without', () => {
    const texts = ['Хлеб пекут медленно, тесто стоит ночь.', 'Тесто и хлеб любят ночь.', '面包需要时间发酵', '时间让面包发酵', tax];
    const related = relatedPosts(texts.map((text, index) => post(String(index), text)));
    assert.deepEqual([...related.values()], [['1'], ['0'], ['3'], ['2'], []]);
  });

  const word = fc.constantFrom(...`${bread} ${ships} ${tax} Straße naïve 面包 хлеб`.split(' '));
  const subjects = fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      body: fc.array(word, { maxLength: 30 }).map((words) => words.join(' ')),
      data: fc.record({
        title: word,
        description: word,
        tags: fc.uniqueArray(word, { maxLength: 3 }),
        category: fc.option(word, { nil: undefined }),
      }),
    }),
    { maxLength: 15, selector: ({ id }) => id },
  );

  it('are others, each once, no more than asked for, and the same in whatever order the posts come', () => {
    fc.assert(
      fc.property(subjects, fc.integer({ min: 1, max: 4 }), (posts, most) => {
        const related = relatedPosts(posts, most);
        const ids = new Set(posts.map(({ id }) => id));
        assert.deepEqual(new Set(related.keys()), ids);
        for (const [id, others] of related) {
          assert.ok(others.length <= most && new Set(others).size === others.length);
          assert.ok(others.every((other) => other !== id && ids.has(other)));
        }
        const again = relatedPosts(posts.toReversed(), most);
        for (const id of ids) assert.deepEqual(again.get(id), related.get(id));
      }),
      { numRuns: 200 },
    );
  });

  it('begin with a twin', () => {
    fc.assert(
      fc.property(subjects, (posts) => {
        fc.pre(posts.length > 2 && !posts.some(({ data }) => data.title === 'Quicksilver'));
        const twin = (id: string) => ({
          ...post(id, 'Quicksilver mercury thermometer'),
          data: { title: 'Quicksilver', description: 'mercury', tags: [] },
        });
        assert.equal(relatedPosts([...posts, twin('one'), twin('two')]).get('one')?.[0], 'two');
      }),
      { numRuns: 100 },
    );
  });
});

describe('words', () => {
  it('are compared without case, accents and the s of the plural', () => {
    assert.deepEqual(wordsIn('Naïve naive NAIVES, Mike’s parties party glass bus crisis'), [
      'naive',
      'naive',
      'naive',
      'mike',
      'party',
      'party',
      'glass',
      'bus',
      'crisis',
    ]);
    assert.deepEqual(wordsIn('面包机 й'), ['面包', '包机']);
  });
});
