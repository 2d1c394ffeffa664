/** What feeds are written in: the name for people, the media type, and the last part of the address. Each says the same. */
export const feedFormats = {
  rss: { name: 'RSS', type: 'application/rss+xml', file: 'feed.xml' },
  atom: { name: 'Atom', type: 'application/atom+xml', file: 'atom.xml' },
  json: { name: 'JSON Feed', type: 'application/feed+json', file: 'feed.json' },
} as const;

export type FeedFormat = keyof typeof feedFormats;

/** Every format with its name in code. */
export const formats: readonly (readonly [FeedFormat, (typeof feedFormats)[FeedFormat]])[] = [
  ['rss', feedFormats.rss],
  ['atom', feedFormats.atom],
  ['json', feedFormats.json],
];
