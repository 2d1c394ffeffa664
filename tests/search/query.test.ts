import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addressOf, facets, longestQuery, readAsked } from '../../src/search/asked.ts';
import { readQuery } from '../../src/search/query.ts';
import { wildText } from '../support/wild-text.ts';

/** Terms as a reader might write them down. */
function terms(text: string): string[] {
  return readQuery(text).map(({ text: word, phrase, prefix }) => (phrase ? `“${word}”` : word) + (prefix ? '*' : ''));
}

describe('what is typed', () => {
  it('is words, the last of which may be unfinished unless a space follows', () => {
    assert.deepEqual(terms('outcome negot'), ['outcome', 'negot*']);
    assert.deepEqual(terms('outcome negot '), ['outcome', 'negot']);
    assert.deepEqual(terms('outcome n'), ['outcome', 'n']);
  });

  it('is phrases in quotation marks of any kind, closed or not', () => {
    assert.deepEqual(terms('"small change" sale '), ['“small change”', 'sale']);
    assert.deepEqual(terms('„small change“ «win a sale»'), ['“small change”', '“win a sale”']);
    assert.deepEqual(terms('sale "small change'), ['sale', '“small change”']);
    assert.deepEqual(terms('"the"'), ['“the”']);
  });

  it('may end any word with a star', () => {
    assert.deepEqual(terms('neg* outc* '), ['neg*', 'outc*']);
  });

  it('keeps together what signs hold together', () => {
    assert.deepEqual(terms('self-hosted '), ['“self-hosted”']);
    assert.deepEqual(terms('(customer), sale! '), ['customer', 'sale']);
  });

  it('leaves out common words when there are others', () => {
    assert.deepEqual(terms('what is the outcome of a sale '), ['outcome', 'sale']);
    assert.deepEqual(terms('the who '), ['the', 'who']);
  });

  it('has no operators', () => {
    assert.deepEqual(terms('sale AND title:x -y ^z '), ['sale', '“title:x”', 'y', 'z']);
    assert.deepEqual(terms('sale NEAR( '), ['sale', 'NEAR']);
  });

  it('is nothing when it has neither letters nor digits', () => {
    for (const text of ['', ' ', '"', '""', '* * *', '-', '\0', '"("', '…']) assert.deepEqual(terms(text), []);
  });

  it('is at most eight terms, each with a letter or a digit and no quotation mark, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(wildText(), fc.string({ maxLength: 300 })), (text) => {
        const read = readQuery(text);
        assert.ok(read.length <= 8);
        for (const { text: word } of read) assert.match(word, /^[^"]*[\p{L}\p{N}][^"]*$/u);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the address of a search', () => {
  it('holds the words, what they are narrowed to and the page, and nothing that is not asked for', () => {
    const asked = { text: 'small change', filters: { year: '2008', author: 'mike-moran' }, page: 2 };
    assert.equal(addressOf(asked), '/search/?q=small+change&year=2008&author=mike-moran&page=2');
    assert.equal(addressOf({ text: '', filters: {}, page: 1 }), '/search/');
  });

  it('is read as it was written, whatever is searched for', () => {
    fc.assert(
      fc.property(
        wildText(8),
        fc.constantFrom(...facets),
        wildText(3),
        fc.integer({ min: 1, max: 999_999 }),
        (text, facet, value, page) => {
          const asked = readAsked(new URLSearchParams({ q: text, [facet]: value, page: String(page) }));
          assert.ok(asked.text.length <= longestQuery && asked.text.isWellFormed());
          assert.doesNotMatch(asked.text, /\p{Cc}/u);
          assert.deepEqual(readAsked(new URL(addressOf(asked), 'http://localhost').searchParams), asked);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('asks for the first page when it asks for none that could be', () => {
    for (const page of ['', '0', '-1', '1.5', '1e3', 'x', '99999999999999999999']) {
      assert.equal(readAsked(new URLSearchParams({ page })).page, 1, page);
    }
  });
});
