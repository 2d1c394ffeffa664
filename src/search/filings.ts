import { type Facet, facets } from './asked.ts';

/** A value that posts are filed under, and how many of those that were found. */
export interface Filed {
  facet: Facet;
  value: string;
  label: string;
  posts: number;
}

/** One thing that one post, by its place in the index, is filed under. */
export interface Filing {
  post: number;
  facet: string;
  value: string;
  label: string;
}

/** What every post is filed under, in memory: counting tens of thousands of rows takes SQLite longer than the search itself. */
export class Filings {
  readonly #values: Omit<Filed, 'posts'>[] = [];
  /** For each post by its place, places in `#values`. */
  readonly #of: number[][] = [];

  constructor(filings: Iterable<Filing>) {
    const known = new Map<string, number>();
    for (const { post, facet: name, value, label } of filings) {
      const facet = facets.find((one) => one === name);
      if (!facet) continue;
      const key = `${facet} ${value}`;
      const place = known.get(key) ?? this.#values.push({ facet, value, label }) - 1;
      known.set(key, place);
      (this.#of[post] ??= []).push(place);
    }
  }

  /** How many of these posts are filed under each value, the most first. */
  count(posts: readonly number[]): Filed[] {
    const counts = new Uint32Array(this.#values.length);
    for (const post of posts) for (const place of this.#of[post] ?? []) counts[place] = (counts[place] ?? 0) + 1;
    const counted = this.#values.map((value, place) => ({ ...value, posts: counts[place] ?? 0 }));
    return counted.filter(({ posts: some }) => some > 0).sort((a, b) => b.posts - a.posts);
  }
}
