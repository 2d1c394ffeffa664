import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { distinct, excerptOf, type Piece, readMarked } from '../../src/search/excerpt.ts';

const textOf = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join('');
const markedIn = (pieces: readonly Piece[]) => pieces.filter(({ marked }) => marked).map(({ text }) => text);

describe('marked text', () => {
  it('is read section by section, and a mark over the end of one goes on in the next', () => {
    assert.deepEqual(readMarked('a \u0002b\u001ec\u0003 d'), [
      [
        { text: 'a ', marked: false },
        { text: 'b', marked: true },
      ],
      [
        { text: 'c', marked: true },
        { text: ' d', marked: false },
      ],
    ]);
  });

  it('counts different words, however they are written', () => {
    assert.equal(distinct(readMarked('\u0002Sale\u0003 \u0002sale\u0003 \u0002deal\u0003').flat()), 2);
  });
});

describe('an excerpt', () => {
  const filler = 'One two three four five six seven. '.repeat(20);
  const of = (text: string) => excerptOf(readMarked(text).flat());

  it('of a short text is the text', () => {
    assert.equal(textOf(of('A \u0002sale\u0003.')), 'A sale.');
  });

  it('begins with the sentence of the match and says that something is left out', () => {
    assert.match(textOf(of(`${filler}Here is the \u0002deal\u0003. ${filler}`)), /^… Here is the deal\. One .* …$/);
  });

  it('shows the place with the most of what was looked for', () => {
    assert.deepEqual(markedIn(of(`\u0002a\u0003 ${filler}\u0002a\u0003 and \u0002b\u0003 ${filler}\u0002b\u0003`)), ['a', 'b']);
  });

  it('is part of the text, cut between words, shows a match when there is one, and is never long', () => {
    const word = fc.constantFrom('sale', 'customer', 'a', 'contract.', 'x'.repeat(400), '中文', '👩‍👩‍👧');
    fc.assert(
      fc.property(fc.array(fc.record({ text: word, marked: fc.boolean() }), { minLength: 1, maxLength: 120 }), (words) => {
        const pieces = words.flatMap(({ text, marked }) => [
          { text, marked },
          { text: ' ', marked: false },
        ]);
        const excerpt = excerptOf(pieces);
        const inner = textOf(excerpt).replace(/^… | …$/g, '');
        assert.ok(textOf(pieces).includes(inner) || !inner.isWellFormed() || inner.includes('\ufffd'), inner);
        assert.ok(inner.length <= 240, String(inner.length));
        assert.equal(
          markedIn(excerpt).length > 0,
          words.some(({ marked }) => marked),
        );
      }),
      { numRuns: 500 },
    );
  });
});
