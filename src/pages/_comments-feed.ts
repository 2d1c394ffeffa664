import { newestPublished } from '../comments/comments.ts';
import { commentsFeed, commentsInFeed } from '../comments/feed.ts';
import type { Database } from '../database/database.ts';
import { publishedPosts } from '../posts/posts.ts';

/** A feed of the newest comments, of one post or of all. 503 while the database does not answer: an empty feed would be a lie. */
export async function feedOfComments(
  database: Database | null,
  feed: { path: string; title: string; page: string; origin: URL | undefined },
  post?: string,
): Promise<Response> {
  if (!database) return new Response('The comments cannot be read just now.', { status: 503, headers: { 'retry-after': '60' } });
  const comments = await database.read((tables) => newestPublished(tables, commentsInFeed, post));
  const titles = new Map((await publishedPosts()).map(({ id, data }) => [id, data.title]));
  return commentsFeed(comments, feed, (id) => titles.get(id));
}
