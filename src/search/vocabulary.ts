/** Every word of the posts, as it is written there: to finish a word that was begun, and to guess what was meant by one that is nowhere. */
import { nearest } from '../posts/check/nearest.ts';

export interface Word {
  word: string;
  /** What the index finds it by; words with the same one are found together. */
  stem: string;
  /** How many posts have it. */
  posts: number;
}

/** Shorter words are near too many others; from the second length on, two typing errors are forgiven. */
const [leastGuessed, longWord] = [4, 8];

export class Vocabulary {
  /** In the order of their code units. */
  readonly #words: readonly Word[];
  readonly #letters: Int32Array;

  constructor(words: readonly Word[]) {
    this.#words = words.toSorted((a, b) => (a.word < b.word ? -1 : 1));
    this.#letters = Int32Array.from(this.#words, ({ word }) => lettersOf(word));
  }

  /** The commonest words that begin so, one for each stem: at most as many, and beyond the first only as long as all of them together stand in at most so many posts. */
  completions(prefix: string, most: number, mostPosts: number): string[] {
    const stems = new Map<string, Word>();
    const from = this.#first((word) => word >= prefix);
    const until = this.#first((word) => word >= prefix && !word.startsWith(prefix));
    for (const word of this.#words.slice(from, until)) {
      if ((stems.get(word.stem)?.posts ?? 0) < word.posts) stems.set(word.stem, word);
    }
    const commonest = [...stems.values()].sort((a, b) => b.posts - a.posts);
    let posts = 0;
    return commonest
      .slice(0, most)
      .filter((word, place) => (posts += word.posts) <= mostPosts || place === 0)
      .map(({ word }) => word);
  }

  /** The word with the fewest typing errors between it and one that is nowhere; of several the commonest. */
  near(word: string): string | undefined {
    if (word.length < leastGuessed || /\d/.test(word)) return undefined;
    const letters = lettersOf(word);
    const errors = word.length < longWord ? 1 : 2;
    const candidates: Word[] = [];
    // An error makes a difference of at most two letters. Counting those takes nanoseconds, and rules out nearly all words.
    this.#letters.forEach((others, place) => {
      const known = bits(others ^ letters) <= 2 * errors && this.#words[place];
      if (known && Math.abs(known.word.length - word.length) <= errors) candidates.push(known);
    });
    candidates.sort((a, b) => b.posts - a.posts);
    return nearest(
      word,
      candidates.map((candidate) => candidate.word),
    );
  }

  /** The place of the first word of which something is true, when it is true of all words after it. */
  #first(test: (word: string) => boolean): number {
    let [low, high] = [0, this.#words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (test(this.#words[middle]?.word ?? '')) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** Which letters a word has, one bit for each; others share the last ones. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let place = 0; place < word.length; place += 1) {
    const code = word.charCodeAt(place) - 97;
    letters |= 1 << (code >= 0 && code < 26 ? code : 26 + (code & 3));
  }
  return letters;
}

/** How many bits of a number are set. */
function bits(number: number): number {
  let count = number - ((number >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return (((count + (count >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
