/** The posts collection. Nothing else asks for it, so the publishing rule holds everywhere. */
import { type CollectionEntry, getCollection } from 'astro:content';
import { dayOf, latestDay } from '../site/dates.ts';
import { slug } from '../site/paths.ts';
import { isPublished } from './post.ts';

export type Post = CollectionEntry<'posts'>;

/** A tag or category with its posts, newest first. */
export interface Group {
  slug: string;
  name: string;
  posts: Post[];
}

/** Every post there is for readers, newest first; in the preview also drafts and those of the future. */
export async function publishedPosts(): Promise<Post[]> {
  const today = dayOf(new Date());
  const posts = await getCollection('posts', ({ data }) => import.meta.env.DEV || isPublished(data, today));
  return posts.sort((a, b) => compare(b.data.published, a.data.published) || compare(a.id, b.id));
}

/** Why a post is seen in the preview only, in words; null when it is public. */
export function previewNote({ data }: Post): string | null {
  if (isPublished(data, dayOf(new Date()))) return null;
  return data.draft
    ? 'Draft: only the preview shows this post.'
    : `Not published before ${data.published}: only the preview shows this post.`;
}

/** The post of an id, when readers may see it. */
export async function findPost(id: string): Promise<Post | undefined> {
  return (await publishedPosts()).find((post) => post.id === id);
}

/** The posts before and after one in time. */
export function neighbours(posts: readonly Post[], { id }: Post): { older: Post | undefined; newer: Post | undefined } {
  const place = posts.findIndex((post) => post.id === id);
  return { older: posts[place + 1], newer: posts[place - 1] };
}

/** The posts an author wrote or took part in. */
export function postsBy(posts: readonly Post[], author: string): Post[] {
  return posts.filter((post) => post.data.authors.includes(author));
}

/** Every tag with its posts, by name. */
export function tagsOf(posts: readonly Post[]): Group[] {
  return groups(posts, (post) => post.data.tags);
}

/** Every category with its posts, by name. */
export function categoriesOf(posts: readonly Post[]): Group[] {
  return groups(posts, (post) => (post.data.category ? [post.data.category] : []));
}

/**
 * The day on which the newest of these posts was published or changed; undefined when only the month is known of one that may be newer,
 * because a day would be made up.
 */
export function lastChange(posts: readonly Post[]): string | undefined {
  return latestDay(posts.map(({ data }) => data.updated ?? data.published));
}

/** Years or months (`2026`, `2026/11`) that have posts, newest first. */
export function periodsOf(posts: readonly Post[], precision: 'year' | 'month'): { period: string; posts: Post[] }[] {
  const periods = Map.groupBy(posts, (post) => post.data.published.slice(0, precision === 'year' ? 4 : 7).replace('-', '/'));
  return [...periods].map(([period, inPeriod]) => ({ period, posts: inPeriod }));
}

/** `1 post`, `12 posts`. */
export function postsInWords(count: number): string {
  return count === 1 ? '1 post' : `${count.toLocaleString('en')} posts`;
}

function groups(posts: readonly Post[], namesOf: (post: Post) => readonly string[]): Group[] {
  const found = new Map<string, Group>();
  for (const post of posts) {
    for (const name of namesOf(post)) {
      const group = found.get(slug(name)) ?? { slug: slug(name), name, posts: [] };
      group.posts.push(post);
      found.set(group.slug, group);
    }
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
