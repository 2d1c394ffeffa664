/** Every address the built site answers at, from what there is in content/ and public/. */
import { formats } from '../../site/feeds/formats.ts';
import { slug, writtenPaths as paths } from '../../site/paths.ts';
import { site } from '../../site/site.ts';
import { type Content, dateOf, type Entry } from './content.ts';
import { textsAt } from './source.ts';

/** What is found at an address: the name of a file, or a few words. */
export interface Answer {
  what: string;
  /** The file it is made from, when it is made from one. */
  entry?: Entry;
}

const fixed: readonly (readonly [string, string])[] = [
  [paths.home(), 'the home page'],
  [paths.archive(), 'the archive'],
  [paths.authors(), 'the list of authors'],
  ...feedsOf(paths.home(), 'the feed'),
  [paths.feedStyle(), 'the style sheet of feeds'],
  [paths.llms(), 'the list for programs that read'],
  [paths.commentsFeed(), 'the feed of comments'],
  [paths.sitemap(), 'the sitemap'],
  [paths.reading(), 'the page where reading is set up'],
  [paths.offline(), 'the page for pages that cannot be reached'],
  [paths.worker(), 'the service worker'],
  ['/robots.txt', 'the rules for robots'],
  ['/search/', 'the search'],
  ['/moderation/', 'the moderation'],
  ['/healthz', 'the health check'],
];

/** The first parts of addresses that the site itself needs, and that no page can have. Four digits are a year besides. */
export const takenNames: ReadonlySet<string> = new Set([
  ...[...fixed.map(([path]) => path), paths.home(2), paths.author('x'), paths.tag('x'), paths.category('x')].map(firstPart),
  'comments',
  'regions',
  '_astro',
  'index',
  '404',
  '500',
]);

/** The addresses of a site that shows the posts for which `shown` holds. */
export function addressesOf(content: Content, shown: (post: Entry) => boolean): Map<string, Answer> {
  const posts = content.posts.filter(shown);
  const all = new Map<string, Answer>(fixed.map(([path, what]) => [path, { what }]));
  for (const file of content.files) addPublicFile(all, file);
  for (let page = 2; page <= Math.ceil(posts.length / site.postsPerPage); page++)
    all.set(paths.home(page), { what: `page ${page} of the home page` });
  for (const entry of content.pages) all.set(paths.page(entry.id), { what: entry.source.file, entry });
  for (const entry of content.authors) {
    all.set(paths.author(entry.id), { what: entry.source.file, entry });
    addFeeds(all, paths.author(entry.id), `the feed of ${entry.source.file}`);
  }
  for (const entry of posts) addPost(all, entry);
  return all;
}

/** An address in the form in which two of them are compared: a slash at the end makes no difference to who answers. */
export function plain(path: string): string {
  return decoded(path).replace(/\/+$/, '') || '/';
}

/** A path without percent signs, where that is possible. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function addPost(all: Map<string, Answer>, entry: Entry): void {
  const { id, source } = entry;
  const [year = '', month = ''] = (dateOf(entry) || id.replace('/', '-')).split('-');
  all.set(paths.post(id), { what: source.file, entry });
  all.set(paths.markdown(id), { what: `the Markdown of ${source.file}` });
  all.set(paths.year(year), { what: `the posts of ${year}` });
  all.set(paths.month(year, month), { what: `the posts of ${year}/${month}` });
  for (const { text } of textsAt(source, 'tags')) addGroup(all, text, paths.tag, 'the tag');
  for (const { text } of textsAt(source, 'category')) addGroup(all, text, paths.category, 'the category');
  if (source.data?.['comments'] === 'off') return;
  all.set(paths.discussion(id), { what: `the discussion of ${source.file}` });
  all.set(paths.commentsFeed(id), { what: `the feed of comments on ${source.file}` });
}

function addGroup(all: Map<string, Answer>, name: string, pathOf: (name: string) => string, kind: string): void {
  if (!slug(name)) return;
  all.set(pathOf(name), { what: `${kind} ${name}` });
  addFeeds(all, pathOf(name), `the feed of ${kind} ${name}`);
}

function addFeeds(all: Map<string, Answer>, page: string, what: string): void {
  for (const [path] of feedsOf(page, what)) all.set(path, { what });
}

function feedsOf(page: string, what: string): (readonly [string, string])[] {
  return formats.map(([format]) => [paths.feed(page, format), what]);
}

function addPublicFile(all: Map<string, Answer>, file: string): void {
  if (!file.startsWith('public/')) return;
  const path = file.slice('public'.length);
  all.set(path, { what: file });
  if (path.endsWith('/index.html')) all.set(path.slice(0, -'index.html'.length), { what: file });
}

function firstPart(path: string): string {
  return path.split('/')[1] ?? '';
}
