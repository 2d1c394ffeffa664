import { type Feed, feedResponse } from '../site/feeds/feed.ts';
import { absolute, paths } from '../site/paths.ts';
import { site } from '../site/site.ts';
import type { PublicComment } from './comment.ts';

/** Comments in one feed. */
export const commentsInFeed = 30;

/**
 * An RSS feed of comments, newest first: of one post, or of the whole site.
 * @param page the path of the page where they can be read
 * @param titleOf a post's title by its id; undefined for one that is not published
 */
export function commentsFeed(
  comments: readonly PublicComment[],
  { path, title, page, origin }: { path: string; title: string; page: string; origin: URL | undefined },
  titleOf: (post: string) => string | undefined,
): Response {
  const items = comments.flatMap(({ id, post, name, html, created }): Feed['items'] => {
    const of = titleOf(post);
    if (of === undefined) return [];
    const url = absolute(`${paths.discussion(post)}?comment=${id}${paths.comment(id)}`, origin);
    return [{ id: url, url, title: `${name} on “${of}”`, html, published: created, authors: [{ name }], tags: [] }];
  });
  const feed = {
    title,
    description: `What readers say on ${site.name}.`,
    language: site.language,
    page: absolute(page, origin),
    self: absolute(path, origin),
    style: paths.feedStyle(),
    updated: items[0]?.published,
    items,
  };
  return feedResponse(feed, 'rss');
}
