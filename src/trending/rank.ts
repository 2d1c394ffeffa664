import { dayOf, instantOf } from '../site/dates.ts';
import type { DayOfReads } from './reads.ts';

/** What was said and read. Of reads only the day is known. */
export interface Attention {
  /** One of everybody who commented under a post: when they last did. */
  voices: readonly { post: string; created: Date }[];
  reads: readonly DayOfReads[];
}

/** How attention is weighed: `trending` of `site.ts`, which explains each. */
export interface Weighing {
  pinned: readonly string[];
  halfLifeDays: number;
  windowDays: number;
  readsPerComment: number;
  floor: number;
}

const day = 24 * 60 * 60 * 1_000;

/**
 * Posts in the order in which they trend: those that are pinned, in the order of the pins; then by what the attention of
 * the last days adds up to, each halved with its half-life. A post that earns less than the floor earned nothing, and
 * where posts earned the same (nothing, mostly) the order given, newest first, stays.
 */
export function rank<Post extends { id: string }>(
  newestFirst: readonly Post[],
  { voices, reads }: Attention,
  now: Date,
  weighing: Weighing,
): Post[] {
  const worths = new Map<string, number[]>();
  const add = (post: string, since: Date, weight: number) => {
    const age = Math.max(0, now.getTime() - since.getTime()) / day;
    if (age >= weighing.windowDays) return;
    const list = worths.get(post) ?? [];
    worths.set(post, list);
    list.push(weight * 2 ** (-age / weighing.halfLifeDays));
  };
  for (const { post, created } of voices) add(post, created, weighing.readsPerComment);
  for (const { post, day: of, count } of reads) add(post, instantOf(of), count);

  const scores = new Map([...worths].map(([post, list]) => [post, score(list, weighing.floor)]));
  const pin = ({ id }: Post) => (weighing.pinned.includes(id) ? weighing.pinned.indexOf(id) : weighing.pinned.length);
  return [...newestFirst].sort((a, b) => pin(a) - pin(b) || (scores.get(b.id) ?? 0) - (scores.get(a.id) ?? 0));
}

/** Since when attention matters for the ranking. */
export function windowStart(now: Date, { windowDays }: Pick<Weighing, 'windowDays'>): Date {
  return new Date(now.getTime() - windowDays * day);
}

/** The first day whose reads matter for the ranking. */
export function windowFirstDay(now: Date, weighing: Pick<Weighing, 'windowDays'>): string {
  return dayOf(windowStart(now, weighing));
}

/** Added smallest first, so that equal attention makes equal sums and more of it never a smaller one. */
function score(worths: readonly number[], floor: number): number {
  const sum = worths.toSorted((a, b) => a - b).reduce((total, worth) => total + worth, 0);
  return sum < floor ? 0 : sum;
}
