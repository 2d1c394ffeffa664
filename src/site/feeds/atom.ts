import type { Feed, FeedItem } from './feed.ts';
import { noteForPeople } from './note.ts';
import { xml, xmlDocument } from './xml.ts';

/** Atom with the text in full. @see https://www.rfc-editor.org/rfc/rfc4287 */
export function atom(feed: Feed): string {
  const root = xml(
    'feed',
    { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': feed.language },
    xml('id', {}, feed.self),
    xml('title', {}, feed.title),
    xml('subtitle', {}, feed.description),
    // Required; a feed in which nothing ever was has not changed since the beginning of time.
    xml('updated', {}, (feed.updated ?? new Date(0)).toISOString()),
    xml('link', { rel: 'self', type: 'application/atom+xml', href: feed.self }),
    xml('link', { rel: 'alternate', type: 'text/html', href: feed.page }),
    noteForPeople(feed),
    ...feed.items.map(entry),
  );
  return xmlDocument(root, feed.style);
}

function entry({ id, url, title, summary, html, published, updated, authors, tags, discussion }: FeedItem) {
  return xml(
    'entry',
    {},
    xml('title', {}, title),
    xml('id', {}, id),
    xml('link', { rel: 'alternate', type: 'text/html', href: url }),
    discussion === undefined ? undefined : xml('link', { rel: 'replies', type: 'text/html', href: discussion }),
    xml('published', {}, published.toISOString()),
    xml('updated', {}, (updated ?? published).toISOString()),
    ...authors.map(({ name, url: uri }) => xml('author', {}, xml('name', {}, name), uri === undefined ? undefined : xml('uri', {}, uri))),
    ...tags.map((term) => xml('category', { term })),
    summary === undefined ? undefined : xml('summary', {}, summary),
    xml('content', { type: 'html' }, html),
  );
}
