/** A post for search engines. @see https://developers.google.com/search/docs/appearance/structured-data/article */
import { absolute, paths } from '../site/paths.ts';
import { site } from '../site/site.ts';
import type { Author } from '../authors/authors.ts';
import { structuredPerson } from '../authors/structured.ts';
import type { Crumb } from '../site/breadcrumbs.ts';
import type { Post } from './posts.ts';
import { cardOf } from './card.ts';

/** A `BlogPosting` node; dates keep the precision that is known. `comments` are properties that tell of its discussion. */
export function structuredPost({ id, data }: Post, authors: readonly Author[], origin: URL | undefined, comments: object = {}): object {
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
    author: authors.map((author) => structuredPerson(author, origin)),
    publisher: { '@type': 'Organization', name: site.name, url: absolute(paths.home(), origin) },
    ...(data.category && { articleSection: data.category }),
    ...(data.tags.length > 0 && { keywords: data.tags.join(', ') }),
    image: absolute(data.image?.src.src ?? cardOf({ id, data }, authors).src, origin),
    ...(data.source && { isBasedOn: data.source.url }),
    ...comments,
  };
}

/** What Open Graph says of articles. @see https://ogp.me/#type_article */
export function articleOf({ data: { published, updated, authors, category, tags } }: Post) {
  return { published, updated, authors: authors.map(paths.author), section: category, tags };
}

/** The way to a post: through its category, or through the archive when it has none. */
export function trailTo({ id, data }: Post): Crumb[] {
  const { category } = data;
  const above = category ? { name: category, path: paths.category(category) } : { name: 'Archive', path: paths.archive() };
  return [{ name: site.name, path: paths.home() }, above, { name: data.title, path: paths.post(id) }];
}
