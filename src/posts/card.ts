import type { Author } from '../authors/authors.ts';
import { orderCard, type SharedImage } from '../site/cards/card.ts';
import { formatDate } from '../site/dates.ts';
import { paths } from '../site/paths.ts';
import { site } from '../site/site.ts';
import type { Post } from './posts.ts';

/** The card of a post: title, authors, date. */
export function cardOf({ id, data }: Pick<Post, 'id' | 'data'>, authors: readonly Author[]): SharedImage {
  const by = new Intl.ListFormat(site.language).format(authors.map((author) => author.data.name));
  return orderCard(paths.post(id), { title: data.title, by, note: formatDate(data.published) });
}
