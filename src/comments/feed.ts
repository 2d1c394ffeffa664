import rss from '@astrojs/rss';
import { absolute, paths } from '../site/paths.ts';
import { site } from '../site/site.ts';
import type { PublicComment } from './comment.ts';

/** Comments in one feed. */
export const commentsInFeed = 30;

/**
 * An RSS feed of comments, newest first: of one post, or of the whole site.
 * @param titleOf a post's title by its id; undefined for one that is not published
 */
export function commentsFeed(
  comments: readonly PublicComment[],
  feed: { path: string; title: string; origin: URL | undefined },
  titleOf: (post: string) => string | undefined,
): Promise<Response> {
  const items = comments.flatMap(({ id, post, name, html, created }) => {
    const title = titleOf(post);
    if (title === undefined) return [];
    const link = absolute(`${paths.discussion(post)}?comment=${id}${paths.comment(id)}`, feed.origin);
    return { title: `${name} on “${title}”`, link, pubDate: created, content: html };
  });
  return rss({
    title: feed.title,
    description: `What readers say on ${site.name}.`,
    site: absolute('/', feed.origin),
    xmlns: { atom: 'http://www.w3.org/2005/Atom' },
    customData: `<language>${site.language}</language><atom:link href="${absolute(feed.path, feed.origin)}" rel="self" type="application/rss+xml"/>`,
    items,
  });
}
