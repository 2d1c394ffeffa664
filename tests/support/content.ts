/** A project with content of its own in a temporary folder, for tests of the check. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';

/** Files from the root of a project, by name; null leaves out one that the smallest project has. */
export type Files = Record<string, string | null>;

/** Frontmatter that is in order, each key in its own line: title 2, description 3, published 4, authors 5; more lines follow from 6. */
export function post(more: readonly string[] = [], body = ''): string {
  return withFrontmatter(
    ['title: On fire', 'description: Where the extinguisher is.', 'published: 2026-11-20', 'authors: [mike-moran]', ...more],
    body,
  );
}

/** A file of a frontmatter and, in the line after its end, a text. */
export function withFrontmatter(lines: readonly string[], body = ''): string {
  return ['---', ...lines, '---', body, ''].join('\n');
}

/** Writes the smallest project that is in order, with `files` over it, and returns its folder. It is gone after the test. */
export async function project(test: TestContext, files: Files = {}): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'afterword-content-'));
  test.after(() => rm(root, { recursive: true, force: true }));
  for (const [file, text] of Object.entries({ ...smallest, ...files })) {
    if (text === null) continue;
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  return root;
}

const smallest: Files = {
  'content/posts/2026/11/on-fire.mdx': post([], 'The text.'),
  'content/authors/mike-moran.mdx': withFrontmatter(['name: Mike Moran'], 'The biography.'),
  'content/pages/about.mdx': withFrontmatter(['title: About', 'description: What this is.'], '## The house\n\nThe text.'),
  'public/favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
};
