import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Vocabulary } from '../../src/search/vocabulary.ts';
import { wildText } from '../support/wild-text.ts';

const of = (...words: [word: string, posts: number, stem?: string][]) =>
  new Vocabulary(words.map(([word, posts, stem = word]) => ({ word, posts, stem })));

describe('the words of the posts', () => {
  it('finish a word that was begun: the commonest, one for each stem', () => {
    const words = of(['sale', 3], ['sales', 5, 'sale'], ['salt', 9], ['same', 1], ['other', 7]);
    assert.deepEqual(words.completions('sal', 8, 100), ['salt', 'sales']);
    assert.deepEqual(words.completions('sa', 2, 100), ['salt', 'sales']);
    assert.deepEqual(words.completions('sa', 8, 14), ['salt', 'sales']);
    assert.deepEqual(words.completions('sa', 8, 1), ['salt']);
    assert.deepEqual(words.completions('x', 8, 100), []);
  });

  it('finish every beginning of every word, in any script', () => {
    const words = fc.uniqueArray(fc.oneof(wildText(3), fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 30 });
    fc.assert(
      fc.property(words, fc.nat({ max: 8 }), (all, length) => {
        const vocabulary = of(...all.map((word): [string, number] => [word, 1]));
        const begun = (all[0] ?? '').slice(0, length);
        assert.deepEqual(vocabulary.completions(begun, 100, 100).toSorted(), all.filter((word) => word.startsWith(begun)).toSorted());
      }),
      { numRuns: 500 },
    );
  });

  it('tell what was meant by one with a letter too many, too few, wrong, or two in the wrong order', () => {
    const words = of(['negotiation', 1], ['moderator', 1], ['cookie', 1], ['cool', 9]);
    for (const [typed, meant] of [
      ['negotation', 'negotiation'],
      ['modderator', 'moderator'],
      ['moderatar', 'moderator'],
      ['coolie', 'cookie'],
      ['cokoie', 'cookie'],
      ['negosiatoin', 'negotiation'],
      ['xylophone', undefined],
      ['coo', undefined],
      ['1984', undefined],
    ] as const) {
      assert.equal(words.near(typed), meant, typed);
    }
  });

  it('tell the commonest of those that are equally near', () => {
    assert.equal(of(['cart', 2], ['card', 5], ['care', 3]).near('carx'), 'card');
  });
});
