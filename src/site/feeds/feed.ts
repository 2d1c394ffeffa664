/** What a feed says, whatever it is written in. Addresses are absolute; dates are moments, as all three formats want them. */
import { atom } from './atom.ts';
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

/** The formats, with their names for people and their media types. Each writes the same feed. */
export const feedFormats = {
  rss: { name: 'RSS', type: 'application/rss+xml', served: 'application/xml; charset=utf-8', write: rss },
  atom: { name: 'Atom', type: 'application/atom+xml', served: 'application/xml; charset=utf-8', write: atom },
  json: { name: 'JSON Feed', type: 'application/feed+json', served: 'application/json; charset=utf-8', write: jsonFeed },
} as const;

export type FeedFormat = keyof typeof feedFormats;

/** The feed in a format, to be sent. XML and JSON have the types under which browsers show them instead of offering them as downloads. */
export function feedResponse(feed: Feed, format: FeedFormat): Response {
  const { write, served } = feedFormats[format];
  return new Response(write(feed), { headers: { 'content-type': served } });
}
