/** Feeds as strict readers take them: what a specification demands and is not there fails the test. */
import assert from 'node:assert/strict';
import { childrenOf, readXml, textOf, type XmlElement } from './xml.ts';

export interface ReadFeed {
  title: string;
  description: string;
  language: string;
  page: string;
  self: string;
  items: ReadItem[];
}

export interface ReadItem {
  id: string;
  url: string;
  title: string;
  summary: string | undefined;
  html: string;
  published: number;
  /** Undefined where a format says nothing of an item that was never changed. */
  updated: number | undefined;
  authors: string[];
  tags: string[];
}

export const readers = { 'feed.xml': readRss, 'atom.xml': readAtom, 'feed.json': readJsonFeed } as const;

/** @see https://www.rssboard.org/rss-specification and the profile's rules for `atom:link`, `guid` and RFC 822 dates */
export function readRss(source: string): ReadFeed {
  const rss = readXml(source);
  assert.deepEqual([rss.name, rss.attributes['version']], ['rss', '2.0']);
  const [channel, ...more] = childrenOf(rss, 'channel');
  assert.ok(channel && more.length === 0);
  const [self] = childrenOf(channel, 'atom:link');
  assert.deepEqual([self?.attributes['rel'], self?.attributes['type']], ['self', 'application/rss+xml']);
  if (childrenOf(channel, 'item').length > 0) isRfc822(textOf(channel, 'lastBuildDate'));
  return {
    title: textOf(channel, 'title'),
    description: textOf(channel, 'description'),
    language: textOf(channel, 'language'),
    page: isFull(textOf(channel, 'link')),
    self: isFull(self?.attributes['href']),
    items: childrenOf(channel, 'item').map((item) => {
      const url = isFull(textOf(item, 'link'));
      const id = textOf(item, 'guid');
      assert.equal(childrenOf(item, 'guid')[0]?.attributes['isPermaLink'], String(id === url));
      const [updated] = childrenOf(item, 'atom:updated');
      return {
        id,
        url,
        title: textOf(item, 'title'),
        summary: optional(item, 'description'),
        html: textOf(item, 'content:encoded'),
        published: isRfc822(textOf(item, 'pubDate')),
        updated: updated && isRfc3339(updated.text),
        authors: childrenOf(item, 'dc:creator').map(({ text }) => text),
        tags: childrenOf(item, 'category').map(({ text }) => text),
      };
    }),
  };
}

/** @see https://www.rfc-editor.org/rfc/rfc4287 */
export function readAtom(source: string): ReadFeed {
  const feed = readXml(source);
  assert.deepEqual([feed.name, feed.attributes['xmlns']], ['feed', 'http://www.w3.org/2005/Atom']);
  isFull(textOf(feed, 'id'));
  const changed = isRfc3339(textOf(feed, 'updated'));
  const items = childrenOf(feed, 'entry').map((entry) => {
    const authors = childrenOf(entry, 'author');
    assert.ok(authors.length > 0, 'an entry has an author');
    for (const author of authors) isFull(textOf(author, 'uri'));
    assert.equal(childrenOf(entry, 'content')[0]?.attributes['type'], 'html');
    return {
      id: isIri(textOf(entry, 'id')),
      url: isFull(linkOf(entry, 'alternate', 'text/html')),
      title: textOf(entry, 'title'),
      summary: optional(entry, 'summary'),
      html: textOf(entry, 'content'),
      published: isRfc3339(textOf(entry, 'published')),
      updated: isRfc3339(textOf(entry, 'updated')),
      authors: authors.map((author) => textOf(author, 'name')),
      tags: childrenOf(entry, 'category').map(({ attributes }) => attributes['term'] ?? ''),
    };
  });
  assert.equal(changed, Math.max(0, ...items.map(({ updated }) => updated)));
  return {
    title: textOf(feed, 'title'),
    description: textOf(feed, 'subtitle'),
    language: feed.attributes['xml:lang'] ?? '',
    page: isFull(linkOf(feed, 'alternate', 'text/html')),
    self: isFull(linkOf(feed, 'self', 'application/atom+xml')),
    items,
  };
}

const feedKeys = 'version title home_page_url feed_url description user_comment next_url icon favicon authors language expired hubs items';
const itemKeys =
  'id url external_url title content_html content_text summary image banner_image date_published date_modified authors tags language attachments';

/** The rules of JSON Feed 1.1, each key with its type. @see https://www.jsonfeed.org/version/1.1/ */
export function readJsonFeed(source: string): ReadFeed {
  const feed = object(JSON.parse(source), feedKeys);
  assert.equal(feed['version'], 'https://jsonfeed.org/version/1.1');
  assert.ok(Array.isArray(feed['items']));
  text(feed['user_comment']);
  return {
    title: text(feed['title']),
    description: text(feed['description']),
    language: text(feed['language']),
    page: isFull(text(feed['home_page_url'])),
    self: isFull(text(feed['feed_url'])),
    items: feed['items'].map((given: unknown) => {
      const item = object(given, itemKeys);
      const list = (value: unknown) => (Array.isArray(value) ? value : []);
      if ('tags' in item) assert.ok(list(item['tags']).length > 0);
      if ('image' in item) isFull(text(item['image']));
      return {
        id: text(item['id']),
        url: isFull(text(item['url'])),
        title: text(item['title']),
        summary: text(item['summary']),
        html: text(item['content_html']),
        published: isRfc3339(text(item['date_published'])),
        updated: 'date_modified' in item ? isRfc3339(text(item['date_modified'])) : undefined,
        authors: list(item['authors']).map((author) => {
          const { name, url } = object(author, 'name url avatar');
          isFull(text(url));
          return text(name);
        }),
        tags: list(item['tags']).map(text),
      };
    }),
  };
}

function linkOf(element: XmlElement, rel: string, type: string): string | undefined {
  const [link, ...more] = childrenOf(element, 'link').filter(({ attributes }) => attributes['rel'] === rel && attributes['type'] === type);
  assert.ok(rel !== 'alternate' || more.length === 0, 'one alternate of a type');
  return link?.attributes['href'];
}

function optional(element: XmlElement, name: string): string | undefined {
  return childrenOf(element, name).length > 0 ? textOf(element, name) : undefined;
}

function object(value: unknown, keys: string): Record<string, unknown> {
  assert.ok(typeof value === 'object' && value !== null && !Array.isArray(value));
  for (const key of Object.keys(value)) assert.ok(keys.split(' ').includes(key), `${key} is not in the specification`);
  return { ...value };
}

function text(value: unknown): string {
  assert.ok(typeof value === 'string' && value.length > 0);
  return value;
}

function isFull(address: string | undefined): string {
  assert.match(address ?? '', /^https?:\/\/[^\s<>"]+$/);
  return address ?? '';
}

/** What Atom takes for an id. */
function isIri(id: string): string {
  assert.match(id, /^[a-z][a-z0-9+.-]*:[^\s<>"]+$/i);
  return id;
}

function isRfc822(date: string): number {
  assert.equal(new Date(date).toUTCString(), date);
  return Date.parse(date);
}

function isRfc3339(date: string): number {
  assert.equal(new Date(date).toISOString(), date);
  return Date.parse(date);
}
