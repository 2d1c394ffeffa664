/** Introductions of tags and categories: each must have posts to introduce. */
import { slug } from '../../site/paths.ts';
import type { Content, Entry } from './content.ts';
import { type Mistake, quoted } from './mistake.ts';
import { didYouMean } from './nearest.ts';
import { textsAt } from './source.ts';

/** Files not named as the address of a tag or category that some post has. Drafts and posts of the future count: who prepares one may prepare the other. */
export function checkIntroductions({ posts, tags, categories }: Content): Mistake[] {
  return [...checkUsed(tags, namesAt(posts, 'tags'), 'tag'), ...checkUsed(categories, namesAt(posts, 'category'), 'category')];
}

function checkUsed(entries: readonly Entry[], used: ReadonlySet<string>, noun: string): Mistake[] {
  return entries
    .filter(({ id }) => !used.has(id))
    .map(({ id, source: { file } }) => {
      const advice = didYouMean(id, used) || ' Give it to a post, or remove the file.';
      return { file, line: 1, column: 1, message: `No post has the ${noun} ${quoted(id)} that this file introduces.${advice}` };
    });
}

function namesAt(posts: readonly Entry[], key: 'tags' | 'category'): Set<string> {
  return new Set(posts.flatMap(({ source }) => textsAt(source, key).map(({ text }) => slug(text))));
}
