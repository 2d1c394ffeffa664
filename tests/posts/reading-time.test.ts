import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readingMinutes } from '../../src/posts/reading-time.ts';

const words = (count: number) => 'word '.repeat(count);

describe('the reading time', () => {
  it('is 238 words a minute, in whole minutes, and at least one', () => {
    assert.deepEqual(
      [0, 1, 238, 356, 357, 2_380].map((count) => readingMinutes(words(count))),
      [1, 1, 1, 1, 2, 10],
    );
  });

  it('counts what is read: no code, no addresses, no tags', () => {
    const noise = `\`\`\`js\n${words(5_000)}\n\`\`\`\n<Figure alt="${words(5_000)}" />\n[a](https://example.org/${'a-b/'.repeat(2_000)})`;
    assert.equal(readingMinutes(noise), 1);
  });

  it('counts a word once, however it is spelled', () => {
    assert.equal(readingMinutes('it’s well-known, naïve '.repeat(238)), 3);
  });

  it('counts words also where they are written without spaces', () => {
    const nine = '吾輩は猫である。名前はまだ無い。';
    assert.equal(readingMinutes(nine.repeat(238)), 9);
    assert.equal(readingMinutes('ภาษาไทยเขียนโดยไม่เว้นวรรคระหว่างคำ '.repeat(238)), 9);
    assert.equal(readingMinutes('我喜欢阅读很长的文章。'.repeat(238)), 7);
    assert.equal(readingMinutes(`${nine.repeat(238)} ${words(238)}`), 10);
  });

  it('counts words of other scripts with spaces as words, with their accents and joiners', () => {
    for (const word of ['семья', 'οικογένεια', 'परिवार', '가족이', 'משפחה', 'بِالْعَائِلَةِ', 'naïve'])
      assert.equal(readingMinutes(`${word} `.repeat(2 * 238)), 2, word);
  });

  it('grows with the text', () => {
    const text = fc
      .array(fc.constantFrom('word', 'Wort', 'слово', '\n', '*', 'a-b', '猫である'), { maxLength: 2_000 })
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(text, text, (a, b) => readingMinutes(`${a} ${b}`) >= readingMinutes(a)),
      { numRuns: 100 },
    );
  });
});
