/** An author for search engines. @see https://developers.google.com/search/docs/appearance/structured-data/profile-page */
import { absolute, paths } from '../site/paths.ts';
import type { Author } from './authors.ts';

/** A `ProfilePage` node about a `Person`. */
export function structuredAuthor(author: Author, origin: URL | undefined): object {
  const { role, links, portrait } = author.data;
  const person = {
    ...structuredPerson(author, origin),
    identifier: author.id,
    ...(role && { jobTitle: role }),
    ...(portrait && { image: absolute(portrait.src, origin) }),
    ...(links.length > 0 && { sameAs: links.map((link) => link.url) }),
  };
  return { '@type': 'ProfilePage', url: absolute(paths.author(author.id), origin), mainEntity: person };
}

/** A `Person` node: who it is, and where to learn more. The same `@id` wherever the author is named. */
export function structuredPerson({ id, data: { name } }: Author, origin: URL | undefined): object {
  const url = absolute(paths.author(id), origin);
  return { '@type': 'Person', '@id': `${url}#person`, name, url };
}
