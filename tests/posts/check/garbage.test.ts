import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { mistakesIn } from '../../../src/posts/check/check.ts';
import { readEntry } from '../../../src/posts/check/content.ts';
import { post } from '../../support/content.ts';
import { author, first, mistakes, page, today } from '../../support/mistakes.ts';

describe('content that is garbage', () => {
  const signs =
    '[ ] { } < > / " \' ` ``` ~ | \\ ? # ## ![ ]( ) [^1] [a]: % %zz // ../ https: é constructor </ /> {/* */} \u0000 \uD800'.split(' ');
  const words = 'title:|published: 2026-11-20|tags: |authors: [x]|image:|- |&a |*a |<<: |!!binary |: |__proto__: '.split('|');
  const prose = '<Figure |<a href=|<img |alt=""|import |export |--'.split('|');
  const pieces = [...signs, ...words, ...prose, '---\n', '\n', '\n\n', '\r\n', '\r', '\t', ' ', '  '];
  const scraps = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''));
  const keys = fc.constantFrom(
    'title',
    'published',
    'authors',
    'tags',
    'category',
    'image',
    'aliases',
    'source',
    'links',
    'draft',
    '__proto__',
  );
  const values = fc
    .dictionary(keys, fc.jsonValue())
    .map((data) => Object.entries(data).map(([key, value]) => `${key}: ${JSON.stringify(value)}`))
    .map((lines) => lines.join('\n'));
  const garbage = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), scraps);

  it('never throws, and its mistakes lie within the file', () => {
    fc.assert(
      fc.property(fc.oneof(garbage, values), garbage, fc.constantFrom(first, author, page), (frontmatter, body, file) => {
        const text = `---\n${frontmatter}\n---\n${body}`;
        const entry = readEntry(file, text);
        const all = [entry];
        const content = { root: '/nowhere', posts: all, authors: all, pages: all, tags: all, categories: all, files: new Set([file]) };
        for (const { line, column, message } of mistakesIn(content, today)) {
          assert.ok(line >= 1 && line <= text.split(/\r\n|\r|\n/).length, `line ${line}: ${message}`);
          assert.ok(column >= 1, `column ${column}: ${message}`);
          assert.match(message, /^\S.*\S$/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is called too deep when it is', async (test) => {
    const found = await mistakes(test, { [first]: post([], '>'.repeat(6_000)) });
    assert.equal(found.length, 1);
    assert.match(found[0] ?? '', /:7:1 {2}The text is nested too deeply/);
  });
});
