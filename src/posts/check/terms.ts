/** Names that posts share: authors, categories, tags. */
import { slug } from '../../site/paths.ts';
import { type Content, dateOf, type Entry } from './content.ts';
import { type Mistake, quoted } from './mistake.ts';
import { didYouMean } from './nearest.ts';
import { textsAt, type Written } from './source.ts';

/** Authors that do not exist, and categories and tags that would share an address though they are spelt differently. */
export function checkTerms({ posts, authors }: Content): Mistake[] {
  const ids = authors.map(({ id }) => id);
  const byDate = [...posts].sort((a, b) => compare(dateOf(a), dateOf(b)) || compare(a.id, b.id));
  return [...posts.flatMap((post) => checkAuthors(post, ids)), ...checkSpelling(byDate, 'category'), ...checkSpelling(byDate, 'tags')];
}

function checkAuthors({ source }: Entry, ids: readonly string[]): Mistake[] {
  const { file } = source;
  const named = Array.isArray(source.data?.['authors']) ? textsAt(source, 'authors') : [];
  return named.flatMap(({ text, ...place }, index) => {
    if (named.findIndex((other) => other.text === text) < index) {
      return [{ file, ...place, message: `authors names ${quoted(text)} twice. Remove one.` }];
    }
    if (ids.includes(text)) return [];
    const advice = didYouMean(text, ids) || ` Write content/authors/${text}.mdx, or name one of: ${ids.join(', ')}.`;
    return [{ file, ...place, message: `authors names ${quoted(text)}, which is not an author.${advice}` }];
  });
}

/** Walks the posts from the oldest, because the spelling that was used first is the one to keep. */
function checkSpelling(posts: readonly Entry[], key: 'category' | 'tags'): Mistake[] {
  const first = new Map<string, { text: string; file: string }>();
  const noun = key === 'tags' ? 'tag' : 'category';
  return posts.flatMap(({ source }) =>
    textsAt(source, key).flatMap(({ text, ...place }: Written, index, inPost) => {
      if (text === '') return [];
      const { file } = source;
      const address = slug(text);
      const known = first.get(address) ?? { text, file };
      first.set(address, known);
      if (!/[\p{L}\p{N}]/u.test(address))
        return [{ file, ...place, message: `The ${noun} ${quoted(text)} has no letter or digit to make an address of.` }];
      if (known.text !== text) {
        const message = `The ${noun} ${quoted(text)} was first spelt ${quoted(known.text)}, in ${known.file}, and both have the address ${address}. Spell it the same way.`;
        return [{ file, ...place, message }];
      }
      const again = inPost.findIndex((other) => other.text === text) < index;
      return again ? [{ file, ...place, message: `The ${noun} ${quoted(text)} is given twice. Remove one.` }] : [];
    }),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
