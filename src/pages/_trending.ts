import { voicesSince } from '../comments/comments.ts';
import type { Database } from '../database/database.ts';
import type { Post } from '../posts/posts.ts';
import { site } from '../site/site.ts';
import { rank, windowFirstDay, windowStart } from '../trending/rank.ts';
import { readsSince } from '../trending/reads.ts';

/** Introduces comments and reads to the ranking of posts. Without a database the newest posts lead. */
export async function trendingPosts(posts: readonly Post[], database: Database | null): Promise<Post[]> {
  const now = new Date();
  const weighing = site.trending;
  const voices = (await database?.read((tables) => voicesSince(tables, windowStart(now, weighing)))) ?? [];
  const reads = (await database?.read((tables) => readsSince(tables, windowFirstDay(now, weighing)))) ?? [];
  return rank(posts, { voices, reads }, now, weighing).slice(0, weighing.titles);
}
