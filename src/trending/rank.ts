/** Days after which a comment counts half. */
export const halfLifeDays = 3;
/** Days after which it does not count any more. */
export const windowDays = 14;

const day = 24 * 60 * 60 * 1_000;

/**
 * Posts in the order in which they trend: each comment of the last days counts one, halved for every three days
 * of its age; where that is equal (also nothing at all), the order given, newest first, stays.
 */
export function rank<Post extends { id: string }>(
  newestFirst: readonly Post[],
  comments: readonly { post: string; created: Date }[],
  now: Date,
): Post[] {
  const scores = new Map<string, number>();
  // Always added in the same order, so that equal comments make equal sums.
  for (const { post, created } of [...comments].sort((a, b) => a.created.getTime() - b.created.getTime())) {
    const age = Math.max(0, now.getTime() - created.getTime()) / day;
    if (age < windowDays) scores.set(post, (scores.get(post) ?? 0) + 2 ** (-age / halfLifeDays));
  }
  return [...newestFirst].sort((a, b) => (scores.get(b.id) ?? 0) - (scores.get(a.id) ?? 0));
}

/** Since when comments matter for the ranking. */
export function windowStart(now: Date): Date {
  return new Date(now.getTime() - windowDays * day);
}
