/** What feed readers know posts by: two that are the same would be one post to them. */
import type { Content } from './content.ts';
import { type Mistake, quoted } from './mistake.ts';
import { textsAt } from './source.ts';

/** Guids that two posts share. */
export function checkGuids({ posts }: Content): Mistake[] {
  const first = new Map<string, string>();
  return posts.flatMap(({ source: { file }, source }) =>
    textsAt(source, 'guid').flatMap(({ text, ...place }) => {
      const owner = first.get(text) ?? file;
      first.set(text, owner);
      if (owner === file) return [];
      return [
        {
          file,
          ...place,
          message: `${owner} has the guid ${quoted(text)} already, and feed readers would show one of the two. Remove this one.`,
        },
      ];
    }),
  );
}
