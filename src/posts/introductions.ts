/** The introductions of tags and categories. Nothing else asks for them. */
import { type CollectionEntry, getCollection } from 'astro:content';

export type Introduction = CollectionEntry<'introductions'>;

/** What the owner wrote about the tag or category of this slug, if anything. */
export async function introductionTo(kind: 'tags' | 'categories', slug: string): Promise<Introduction | undefined> {
  // Not `getEntry`, which warns of each that nobody wrote.
  return (await getCollection('introductions')).find(({ id }) => id === `${kind}/${slug}`);
}
