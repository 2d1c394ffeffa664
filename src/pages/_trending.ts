import { publishedSince } from '../comments/comments.ts';
import type { Database } from '../database/database.ts';
import type { Post } from '../posts/posts.ts';
import { site } from '../site/site.ts';
import { rank, windowStart } from '../trending/rank.ts';

/** Introduces comments to the ranking of posts. Without a database the newest posts lead. */
export async function trendingPosts(posts: readonly Post[], database: Database | null): Promise<Post[]> {
  const now = new Date();
  const comments = (await database?.read((tables) => publishedSince(tables, windowStart(now)))) ?? [];
  return rank(posts, comments, now).slice(0, site.trendingTitles);
}
