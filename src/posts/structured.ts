/** A post for search engines. @see https://developers.google.com/search/docs/appearance/structured-data/article */
import { absolute, paths } from '../site/paths.ts';
import { site } from '../site/site.ts';
import type { Author } from '../authors/authors.ts';
import type { Post } from './posts.ts';

/** A `BlogPosting` node; dates keep the precision that is known. */
export function structuredPost({ id, data }: Post, authors: readonly Author[], origin: URL | undefined): object {
  const url = absolute(paths.post(id), origin);
  return {
    '@type': 'BlogPosting',
    '@id': url,
    url,
    mainEntityOfPage: url,
    headline: data.title,
    description: data.description,
    inLanguage: site.language,
    datePublished: data.published,
    dateModified: data.updated ?? data.published,
    author: authors.map((author) => ({ '@type': 'Person', name: author.data.name, url: absolute(paths.author(author.id), origin) })),
    publisher: { '@type': 'Organization', name: site.name, url: absolute(paths.home(), origin) },
    ...(data.category && { articleSection: data.category }),
    ...(data.tags.length > 0 && { keywords: data.tags.join(', ') }),
    ...(data.image && { image: absolute(data.image.src.src, origin) }),
    ...(data.source && { isBasedOn: data.source.url }),
  };
}
