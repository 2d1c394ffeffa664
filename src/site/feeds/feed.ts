/** What a feed says, whatever it is written in. Addresses are absolute; dates are moments, as all three formats want them. */
import { atom } from './atom.ts';
import type { FeedFormat } from './formats.ts';
import { jsonFeed } from './json.ts';
import { rss } from './rss.ts';

export interface Feed {
  title: string;
  description: string;
  language: string;
  /** The page it is the feed of. */
  page: string;
  /** Its own address. */
  self: string;
  /** The path of the style sheet for people who open it. */
  style: string;
  /** When something in it last changed. */
  updated: Date | undefined;
  items: FeedItem[];
}

export interface FeedItem {
  /** What readers' programs know it by: it never changes, or the item would come back as new. */
  id: string;
  url: string;
  title: string;
  summary?: string | undefined;
  /** The whole of it, safe to be shown elsewhere. */
  html: string;
  published: Date;
  updated?: Date | undefined;
  authors: { name: string; url?: string | undefined }[];
  tags: string[];
  image?: string | undefined;
  /** Where it is discussed. */
  discussion?: string | undefined;
}

const writers = { rss, atom, json: jsonFeed } satisfies Record<FeedFormat, (feed: Feed) => string>;

/** The feed in a format, to be sent, with the plain type of XML or JSON: under that of feeds browsers offer a download instead of showing it. */
export function feedResponse(feed: Feed, format: FeedFormat): Response {
  const type = format === 'json' ? 'application/json' : 'application/xml';
  return new Response(writers[format](feed), { headers: { 'content-type': `${type}; charset=utf-8` } });
}
