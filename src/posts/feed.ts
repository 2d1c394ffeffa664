import { authorsOf } from '../authors/authors.ts';
import { instantOf } from '../site/dates.ts';
import type { Feed, FeedItem } from '../site/feeds/feed.ts';
import type { FeedFormat } from '../site/feeds/formats.ts';
import { absolute, paths } from '../site/paths.ts';
import { site } from '../site/site.ts';
import type { Post } from './posts.ts';
import { renderElsewhere } from './render-elsewhere.ts';

/** A feed of the newest of these posts, in full. `page` is the path of the page it is the feed of. */
export async function feedOfPosts(
  posts: readonly Post[],
  { page, title, description }: { page: string; title: string; description: string },
  format: FeedFormat,
  origin: URL | undefined,
): Promise<Feed> {
  const items = await Promise.all(posts.slice(0, site.postsInFeed).map((post) => itemOf(post, origin)));
  return {
    title,
    description,
    language: site.language,
    page: absolute(page, origin),
    self: absolute(paths.feed(page, format), origin),
    style: paths.feedStyle(),
    updated: latest(items),
    items,
  };
}

async function itemOf(post: Post, origin: URL | undefined): Promise<FeedItem> {
  const { id, data } = post;
  const authors = await authorsOf(data.authors);
  const url = absolute(paths.post(id), origin);
  return {
    id: data.guid ?? url,
    url,
    title: data.title,
    summary: data.description,
    html: await renderElsewhere(post, url),
    published: instantOf(data.published),
    updated: data.updated === undefined ? undefined : instantOf(data.updated),
    authors: authors.map((author) => ({ name: author.data.name, url: absolute(paths.author(author.id), origin) })),
    tags: [...(data.category ? [data.category] : []), ...data.tags],
    image: data.image && absolute(data.image.src.src, origin),
    discussion: data.comments === 'off' ? undefined : absolute(paths.discussion(id), origin),
  };
}

function latest(items: readonly FeedItem[]): Date | undefined {
  const times = items.map(({ published, updated }) => (updated ?? published).getTime());
  return times.length > 0 ? new Date(Math.max(...times)) : undefined;
}
