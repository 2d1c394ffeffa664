/** The authors collection. Nothing else asks for it. */
import { type CollectionEntry, getCollection } from 'astro:content';

export type Author = CollectionEntry<'authors'>;

/** Every author, by name. */
export async function allAuthors(): Promise<Author[]> {
  const authors = await getCollection('authors');
  return authors.sort((a, b) => a.data.name.localeCompare(b.data.name, 'en'));
}

/** The authors of these ids, in that order. `check` has made sure that they exist. */
export async function authorsOf(ids: readonly string[]): Promise<Author[]> {
  const authors = await allAuthors();
  return ids.flatMap((id) => authors.find((author) => author.id === id) ?? []);
}
