/** Everything under content/ and public/, read from disk. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isCalendarDate } from '../../site/dates.ts';
import { isPublished, postId } from '../post.ts';
import { type Body, readBody } from './body.ts';
import { readSource, type Source, textsAt } from './source.ts';

/** A post, an author, a page or the introduction of a tag or category: one file. */
export interface Entry {
  /** As Astro names it: `2026/11/on-fire`, `mike-moran`, `about`. */
  id: string;
  source: Source;
  body: Body;
}

export interface Content {
  root: string;
  posts: Entry[];
  authors: Entry[];
  pages: Entry[];
  tags: Entry[];
  categories: Entry[];
  /** Every file under content/ and public/, from the root, with forward slashes, in the order of their names. */
  files: Set<string>;
}

/** Reads the content of the project in `root`. Folders that do not exist are empty; files whose names begin with a dot are left alone, as Astro does. */
export async function readContent(root: string): Promise<Content> {
  const files = new Set([...(await filesIn(root, 'content')), ...(await filesIn(root, 'public'))]);
  const entries = async (pattern: RegExp) => {
    const matching = [...files].filter((file) => pattern.test(file) && !file.includes('/.'));
    return Promise.all(matching.map(async (file) => readEntry(file, await readFile(join(root, file), 'utf8'))));
  };
  const posts = await entries(/^content\/posts\/.*\.mdx$/);
  const authors = await entries(/^content\/authors\/[^/]+\.mdx$/);
  const pages = await entries(/^content\/pages\/[^/]+\.mdx$/);
  const tags = await entries(/^content\/tags\/[^/]+\.mdx$/);
  const categories = await entries(/^content\/categories\/[^/]+\.mdx$/);
  return { root, posts, authors, pages, tags, categories, files };
}

/** A file by its name from the root (`content/posts/2026/11/on-fire.mdx`) and its text. Never throws. */
export function readEntry(file: string, text: string): Entry {
  const source = readSource(file, text);
  return { id: postId(file.replace(/^content\/[^/]+\//, '')), source, body: readBody(source.body) };
}

/** Every entry, of whatever kind. */
export function entriesOf({ posts, authors, pages, tags, categories }: Content): Entry[] {
  return [...posts, ...authors, ...pages, ...tags, ...categories];
}

/** The day or month a post is dated, or nothing when that cannot be told. */
export function dateOf({ source }: Entry): string {
  const [written] = textsAt(source, 'published');
  return written && isCalendarDate(written.text) ? written.text : '';
}

/** Whether a post says that it is a draft. */
export function isDraft({ source }: Entry): boolean {
  return source.data?.['draft'] === true;
}

/** Whether readers can see a post on a day. One whose date cannot be read counts as seen, so that one mistake does not bring others. */
export function isPublic(post: Entry, day: string): boolean {
  return isPublished({ draft: isDraft(post), published: dateOf(post) }, day);
}

/** Whether a file is there under exactly this name, also where the file system would overlook a capital. */
export function hasFile({ root, files }: Content, file: string): boolean {
  return /^(content|public)\//.test(file) ? files.has(file) : existsSync(join(root, file));
}

async function filesIn(root: string, folder: string): Promise<string[]> {
  const found = await readdir(join(root, folder), { withFileTypes: true, recursive: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const files = found.filter((entry) => !entry.isDirectory()).map((entry) => relative(root, join(entry.parentPath, entry.name)));
  return files.map((file) => file.replaceAll(sep, '/')).sort();
}
