/** An author for search engines. @see https://developers.google.com/search/docs/appearance/structured-data/profile-page */
import { absolute, paths } from '../site/paths.ts';
import type { Author } from './authors.ts';

/** A `ProfilePage` node about a `Person`. */
export function structuredAuthor({ id, data: { name, role, links } }: Author, origin: URL | undefined): object {
  const url = absolute(paths.author(id), origin);
  const person = {
    '@type': 'Person',
    '@id': url,
    url,
    name,
    ...(role && { jobTitle: role }),
    ...(links.length > 0 && { sameAs: links.map((link) => link.url) }),
  };
  return { '@type': 'ProfilePage', url, mainEntity: person };
}
