import type { Feed, FeedItem } from './feed.ts';
import { noteForPeople } from './note.ts';
import { xml, xmlDocument } from './xml.ts';

/** RSS 2.0 with the text in full, `atom:updated` for edits and `dc:creator` for names. @see https://www.rssboard.org/rss-specification */
export function rss(feed: Feed): string {
  const channel = xml(
    'channel',
    {},
    xml('title', {}, feed.title),
    xml('link', {}, feed.page),
    xml('description', {}, feed.description),
    xml('language', {}, feed.language),
    feed.updated && xml('lastBuildDate', {}, feed.updated.toUTCString()),
    xml('atom:link', { href: feed.self, rel: 'self', type: 'application/rss+xml' }),
    noteForPeople(feed),
    ...feed.items.map(item),
  );
  const namespaces = {
    'xmlns:atom': 'http://www.w3.org/2005/Atom',
    'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
    'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  };
  return xmlDocument(xml('rss', { version: '2.0', ...namespaces }, channel), feed.style);
}

function item({ id, url, title, summary, html, published, updated, authors, tags, discussion }: FeedItem) {
  return xml(
    'item',
    {},
    xml('title', {}, title),
    xml('link', {}, url),
    xml('guid', { isPermaLink: String(id === url) }, id),
    xml('pubDate', {}, published.toUTCString()),
    updated && xml('atom:updated', {}, updated.toISOString()),
    ...authors.map(({ name }) => xml('dc:creator', {}, name)),
    ...tags.map((tag) => xml('category', {}, tag)),
    discussion === undefined ? undefined : xml('comments', {}, discussion),
    summary === undefined ? undefined : xml('description', {}, summary),
    xml('content:encoded', {}, html),
  );
}
