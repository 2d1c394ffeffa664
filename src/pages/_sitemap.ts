import { getCollection } from 'astro:content';
import { allAuthors } from '../authors/authors.ts';
import { categoriesOf, periodsOf, type Post, publishedPosts, tagsOf } from '../posts/posts.ts';
import { absolute, paths } from '../site/paths.ts';

/** Every page for search engines, with the date of its last change where that is known. @see https://www.sitemaps.org/protocol.html */
export async function sitemap(origin: URL | undefined): Promise<string> {
  const posts = await publishedPosts();
  const entries = [
    { path: paths.home(), changed: lastChange(posts) },
    { path: paths.archive(), changed: lastChange(posts) },
    ...posts.map((post) => ({ path: paths.post(post.id), changed: lastChange([post]) })),
    ...(await getCollection('pages')).map((page) => ({ path: paths.page(page.id), changed: undefined })),
    ...(await allAuthors()).map((author) => ({ path: paths.author(author.id), changed: undefined })),
    ...tagsOf(posts).map((tag) => ({ path: paths.tag(tag.name), changed: lastChange(tag.posts) })),
    ...categoriesOf(posts).map((category) => ({ path: paths.category(category.name), changed: lastChange(category.posts) })),
    ...[...periodsOf(posts, 'year'), ...periodsOf(posts, 'month')].map((period) => ({
      path: `/${period.period}/`,
      changed: lastChange(period.posts),
    })),
  ];
  const urls = entries.map(
    ({ path, changed }) => `<url><loc>${absolute(path, origin)}</loc>${changed ? `<lastmod>${changed}</lastmod>` : ''}</url>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('\n')}\n</urlset>\n`;
}

/** The day of the newest of these posts; the protocol has no way to write that only the month is known. */
function lastChange(posts: readonly Post[]): string | undefined {
  const newest = posts
    .map(({ data }) => data.updated ?? data.published)
    .sort()
    .at(-1);
  return newest?.length === 10 ? newest : undefined;
}
