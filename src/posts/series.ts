/** Posts that belong together in an order of their own. */

interface Part {
  id: string;
  data: { published: string; series?: { title: string; part: number } | undefined };
}

/** Where a post stands in its series, among the parts that readers can see. */
export interface Place<Post> {
  title: string;
  /** From 1. */
  part: number;
  of: number;
  previous: Post | undefined;
  next: Post | undefined;
}

/** The place of a post in its series; undefined when it is in none. */
export function placeInSeries<Post extends Part>(posts: readonly Post[], post: Post): Place<Post> | undefined {
  const { series } = post.data;
  if (!series) return undefined;
  const parts = posts
    .filter(({ data }) => data.series?.title === series.title)
    .sort((a, b) => partOf(a) - partOf(b) || compare(a.data.published, b.data.published) || compare(a.id, b.id));
  const place = parts.findIndex(({ id }) => id === post.id);
  return { title: series.title, part: place + 1, of: parts.length, previous: parts[place - 1], next: parts[place + 1] };
}

function partOf({ data }: Part): number {
  return data.series?.part ?? 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
