/**
 * Which posts are about the same things: the cosine of their words, tags and category, each weighted by how rare it is
 * (tf-idf). Nothing is downloaded and nothing guessed: a post that shares nothing is related to none.
 */
import { plainText } from './plain-text.ts';
import { wordsIn } from './words.ts';

/** What of a post is compared. */
export interface Subject {
  id: string;
  body?: string | undefined;
  data: { title: string; description: string; tags: readonly string[]; category?: string | undefined };
}

/** A feature (a word, a tag, a category), by its number, and what it weighs. */
type Weighed = [feature: number, weight: number];

/** How alike two posts must be, from 0 to 1, before one is offered under the other. */
const least = 0.05;
/** The heaviest features of a post that are compared. */
const featuresPerPost = 48;
/** A feature that more posts share than this tells little of any of them, and is not followed. It keeps the work in proportion to the posts. */
const mostSharing = 250;
/** How many mentions in the text one in the title, a tag and a category are worth. */
const worth = { title: 3, tag: 4, category: 2 };

/** For each post the ids of those most like it, the likest first, at most `most` of them, whatever order the posts come in. */
export function relatedPosts(posts: readonly Subject[], most = 3): Map<string, string[]> {
  const vectors = vectorsOf(posts);
  const sharing = new Map<number, { post: number; weight: number }[]>();
  for (const [post, vector] of vectors.entries()) {
    for (const [feature, weight] of vector) {
      const others = sharing.get(feature);
      if (others) others.push({ post, weight });
      else sharing.set(feature, [{ post, weight }]);
    }
  }
  const related = vectors.map((vector, post): [string, string[]] => {
    const likeness = new Map<number, number>();
    for (const [feature, weight] of vector) {
      for (const other of sharing.get(feature) ?? []) likeness.set(other.post, (likeness.get(other.post) ?? 0) + weight * other.weight);
    }
    likeness.delete(post);
    const alike = [...likeness].filter(([, value]) => value >= least);
    const best = alike
      .map(([other, value]) => ({ id: posts[other]?.id ?? '', value }))
      .sort((a, b) => b.value - a.value || compare(a.id, b.id));
    return [posts[post]?.id ?? '', best.slice(0, most).map(({ id }) => id)];
  });
  return new Map(related);
}

/** Vectors of length one, cut to their heaviest features. What only one post has is part of its length and goes no further. */
function vectorsOf(posts: readonly Subject[]): Weighed[][] {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  const spread: number[] = [];
  const counted = posts.map((post) => {
    const counts = countsOf(post);
    // Numbers instead of words: thousands of texts would fill the memory with maps.
    const features = new Uint32Array(counts.size);
    let place = 0;
    for (const name of counts.keys()) {
      const number = numbers.get(name) ?? numbers.size;
      if (number === numbers.size) numbers.set(name, number);
      names[number] = name;
      spread[number] = (spread[number] ?? 0) + 1;
      features[place++] = number;
    }
    return { features, times: Uint16Array.from(counts.values()) };
  });
  return counted.map(({ features, times }) => {
    const weighed = Array.from(features, (feature, place): Weighed => {
      const rarity = Math.log(posts.length / (spread[feature] ?? 1));
      // A tag that every post has still says more than a word that every post has.
      const least = names[feature]?.includes(':') ? Math.log(2) : 0;
      return [feature, (1 + Math.log(times[place] ?? 1)) * (least + rarity)];
    });
    const length = Math.sqrt(weighed.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
    const told = (feature: number) => (spread[feature] ?? 0) > 1 && (spread[feature] ?? 0) <= mostSharing;
    return weighed
      .filter(([feature, weight]) => weight > 0 && told(feature))
      .sort(([a, x], [b, y]) => y - x || compare(names[a] ?? '', names[b] ?? ''))
      .slice(0, featuresPerPost)
      .map(([feature, weight]): Weighed => [feature, weight / length]);
  });
}

/** What a post speaks of, and how often. */
function countsOf({ body, data }: Subject): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (feature: string, times: number) => counts.set(feature, (counts.get(feature) ?? 0) + times);
  for (const word of wordsIn(data.title)) add(word, worth.title);
  for (const word of wordsIn(`${data.description}\n${plainText(body ?? '')}`)) add(word, 1);
  for (const tag of data.tags) add(`tag:${tag}`, worth.tag);
  if (data.category) add(`category:${data.category}`, worth.category);
  return counts;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
