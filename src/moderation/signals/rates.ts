import type { Signal } from '../../comments/comment.ts';

/** Comments within `rateWindows`, this one not counted. */
export interface Rates {
  network: number;
  post: number;
  site: number;
}

/** What rates are counted over, in milliseconds: an hour for a network, ten minutes for a post and the site. */
export const rateWindows = { network: 60 * 60 * 1_000, crowd: 10 * 60 * 1_000 } as const;

/** From how many comments on one more counts, and how much: at first a little, then more. */
const steps: Record<keyof Rates, readonly (readonly [count: number, weight: number])[]> = {
  network: [
    [4, 0.2],
    [10, 0.5],
    [20, 0.8],
  ],
  post: [
    [15, 0.2],
    [40, 0.4],
  ],
  site: [
    [30, 0.3],
    [100, 0.6],
  ],
};
/** What is worth counting: no signal grows beyond. */
export const mostCounted = 100;
/** From so many comments in ten minutes on a flood runs: more than a site of essays gets in a day. Those that were refused do not count. */
export const flood = 100;

const where: Record<keyof Rates, (count: string) => string> = {
  network: (count) => `${count} comments came from its network within an hour.`,
  post: (count) => `${count} comments came to this post within ten minutes.`,
  site: (count) => `${count} comments came to this site within ten minutes.`,
};

/** How much comes: from one network, to one post, to the whole site. Many people are not to blame for a crowd, so each is a part. */
export function ratesOf(rates: Rates): Signal[] {
  return (['network', 'post', 'site'] as const).flatMap((name) => {
    const count = rates[name];
    const [, weight = 0] = steps[name].findLast(([from]) => count >= from) ?? [];
    const words = where[name](count >= mostCounted ? `${mostCounted} or more` : String(count));
    return weight > 0 ? [{ name: `rate-${name}`, weight, words }] : [];
  });
}
