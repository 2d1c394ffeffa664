/** Tests of the check, a sentence each: these files have these mistakes. */
import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import { checkContent } from '../../src/posts/check/check.ts';
import { type Files, project } from './content.ts';

export const today = '2026-11-23';

/** The files of the smallest project, and a second post. */
export const first = 'content/posts/2026/11/on-fire.mdx';
export const second = 'content/posts/2026/11/second.mdx';
export const page = 'content/pages/about.mdx';
export const author = 'content/authors/mike-moran.mdx';

/** The mistakes of a project, one line each. */
export async function mistakes(test: TestContext, files: Files, day = today): Promise<string[]> {
  const found = await checkContent(await project(test, files), day);
  return found.map(({ file, line, column, message }) => `${file}:${line}:${column}  ${message}`);
}

/** A test that these files have exactly these mistakes, each at its place and with its words. */
export function finds(sentence: string, files: Files, ...expected: [place: string, words: RegExp][]): void {
  it(sentence, async (test) => {
    const found = await mistakes(test, files);
    assert.deepEqual(
      found.map((line) => line.split('  ')[0]),
      expected.map(([place]) => place),
      found.join('\n'),
    );
    for (const [index, [, words]] of expected.entries()) assert.match(found[index] ?? '', words);
  });
}

/** A test that these files are in order. */
export function accepts(sentence: string, files: Files): void {
  finds(sentence, files);
}
