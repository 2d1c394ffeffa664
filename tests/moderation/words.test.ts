import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { noWords } from '../../src/moderation/rules.ts';
import { hasWord, wordFinder } from '../../src/moderation/words.ts';

const letters = fc.string({ unit: fc.constantFrom(...'abcxyzéñßжя'), minLength: 1, maxLength: 8 });

describe('words of the rules', () => {
  it('are found whole and never inside other words', () => {
    assert.ok(!hasWord('I use WordPress for socialism in Scunthorpe.', 'press'));
    for (const word of ['cialis', 'scunt', 'word', 'social'])
      assert.ok(!hasWord('I use WordPress for socialism in Scunthorpe.', word), word);
    assert.ok(hasWord('Stop the press!', 'press'));
    assert.ok(hasWord('press', 'press'));
  });

  it('are never found inside a longer word, whatever it is', () => {
    fc.assert(
      fc.property(letters, letters, letters, (before, word, after) => {
        for (const longer of [before + word, word + after, before + word + after]) {
          // A word made of repetitions has itself inside; what counts is that the longer one is another word.
          assert.equal(hasWord(longer, word), false, `${word} in ${longer}`);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are found between anything that is no letter or digit', () => {
    fc.assert(
      fc.property(letters, fc.constantFrom(...' .,;:!?()[]"\'-_/\n\t“”…@'), fc.constantFrom(...' .,;:!?)-_/\n“”'), (word, before, after) =>
        hasWord(`so${before}${word}${after}it is`, word),
      ),
      { numRuns: 500 },
    );
  });

  it('are found whatever their case, width and invisible characters', () => {
    for (const written of ['CASINO', 'ｃａｓｉｎｏ', 'cas\u200bino', 'c\u00adasino', 'ca\ufe0fsi\u2060no', '𝐜𝐚𝐬𝐢𝐧𝐨', 'Ⓒasino']) {
      assert.ok(hasWord(`the ${written} here`, 'casino'), written);
      assert.ok(hasWord('the casino here', written), written);
    }
    assert.ok(hasWord('GROẞE STRASSE', 'große straße'));
    assert.ok(hasWord('ΟΔΟΣ', 'οδός'.normalize('NFD').replace(/\p{M}/gu, '')));
  });

  it('may be phrases, over any white space, and addresses', () => {
    assert.ok(hasWord('Work  from\n home today', 'work from home'));
    assert.ok(!hasWord('work from homes', 'work from home'));
    assert.ok(hasWord('see https://spam.example/buy?x=1 now', 'spam.example'));
    assert.ok(!hasWord('see https://nospam.example/', 'spam.example'));
    assert.ok(hasWord('someone@spam.example', '@spam.example'));
    assert.ok(hasWord('I like C++.', 'c++'));
  });

  it('may be the beginning of words, where a star ends them', () => {
    assert.ok(hasWord('Casinos everywhere', 'casino*'));
    assert.ok(hasWord('casino', 'casino*'));
    assert.ok(!hasWord('mycasino', 'casino*'));
    assert.ok(!hasWord('anything at all', '*'));
    assert.ok(hasWord('five * two', '* two'));
  });

  it('stand anywhere in scripts that put no spaces between words', () => {
    assert.ok(hasWord('最好的在线赌场网站', '赌场'));
    assert.ok(hasWord('เว็บพนันออนไลน์', 'พนัน'));
    assert.ok(!hasWord('казинолюб', 'казино'));
  });

  it('are no patterns: what a moderator types is searched for as it is, whatever it is', () => {
    assert.ok(!hasWord('aaaaaaaa', 'a+'));
    assert.ok(hasWord('is (a+)+$ slow', '(a+)+$'));
    assert.ok(!hasWord('abc', '.*'));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.string({ unit: 'binary', maxLength: 200 }), (word, text) => {
        assert.equal(typeof hasWord(text, word), 'boolean');
      }),
      { numRuns: 500 },
    );
  });

  it('end in good time in a long text made to be slow', () => {
    const text = 'ab'.repeat(30_000);
    assert.equal(hasWord(text, 'ab'.repeat(50)), false);
    assert.equal(hasWord(`${'a'.repeat(65_000)}b`, `${'a'.repeat(99)}b`), false);
  });

  it('are looked for in the fields they are meant for', () => {
    const written = { text: 'Good bread.', name: 'Casino Bob', email: 'bob@bread.example', website: 'https://slots.example/' };
    const finds = (field: 'any' | 'text' | 'name' | 'email' | 'website', word: string) =>
      wordFinder({ ...noWords, [field]: [word] })(written)?.field ?? null;
    assert.equal(finds('any', 'casino'), 'name');
    assert.equal(finds('text', 'casino'), null);
    assert.equal(finds('name', 'casino'), 'name');
    assert.equal(finds('email', 'bread'), 'email');
    assert.equal(finds('website', 'slots.example'), 'website');
    assert.equal(finds('any', 'bread'), 'text');
    assert.equal(wordFinder(noWords)(written), null);
    assert.equal(wordFinder({ ...noWords, any: ['null'] })({ ...written, website: null }), null);
  });
});
