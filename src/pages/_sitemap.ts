import { getCollection } from 'astro:content';
import { allAuthors } from '../authors/authors.ts';
import { canonicalOf } from '../posts/post.ts';
import { categoriesOf, lastChange, periodsOf, publishedPosts, tagsOf } from '../posts/posts.ts';
import { xml, xmlDocument } from '../site/feeds/xml.ts';
import { absolute, paths } from '../site/paths.ts';

/** Every page for search engines, with the day of its last change where that is known. @see https://www.sitemaps.org/protocol.html */
export async function sitemap(origin: URL | undefined): Promise<string> {
  const posts = await publishedPosts();
  const entries = [
    { path: paths.home(), changed: lastChange(posts) },
    { path: paths.archive(), changed: lastChange(posts) },
    ...posts
      .filter(({ id, data }) => canonicalOf(id, data) === paths.post(id))
      .map((post) => ({ path: paths.post(post.id), changed: lastChange([post]) })),
    { path: paths.authors(), changed: undefined },
    // Nobody writes down when these were changed, and of an author's page only when posts were.
    ...(await getCollection('pages')).map((page) => ({ path: paths.page(page.id), changed: undefined })),
    ...(await allAuthors()).map((author) => ({ path: paths.author(author.id), changed: undefined })),
    ...tagsOf(posts).map((tag) => ({ path: paths.tag(tag.name), changed: lastChange(tag.posts) })),
    ...categoriesOf(posts).map((category) => ({ path: paths.category(category.name), changed: lastChange(category.posts) })),
    ...[...periodsOf(posts, 'year'), ...periodsOf(posts, 'month')].map(({ period, posts: inPeriod }) => ({
      path: paths.of(`/${period}/`),
      changed: lastChange(inPeriod),
    })),
  ];
  const urls = entries.map(({ path, changed }) =>
    xml('url', {}, xml('loc', {}, absolute(path, origin)), changed === undefined ? undefined : xml('lastmod', {}, changed)),
  );
  return xmlDocument(xml('urlset', { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' }, ...urls));
}
