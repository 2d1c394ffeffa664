/** What this particular site is called and how it is laid out. Everything an owner changes without touching code. */
export const site = {
  name: 'Biznology',
  tagline: 'Second thoughts on marketing, and the talk that follows',
  language: 'en',
  navigation: [
    { label: 'Archive', href: '/archive/' },
    { label: 'Search', href: '/search/' },
    { label: 'About', href: '/about/' },
    { label: 'Comment policy', href: '/comment-policy/' },
    { label: 'Privacy', href: '/privacy/' },
  ],
  /** Posts on one page of a list. */
  postsPerPage: 10,
  /** Posts in a feed, each in full. */
  postsInFeed: 30,
  /** Titles in the Trending Now strip. */
  trendingTitles: 5,
  discussion: {
    /** Which thread comes first: `oldest` or `newest`. Replies inside a thread always read downwards in time. */
    order: 'oldest' as 'oldest' | 'newest',
    /** Threads (first comments with their replies) on one page. */
    threadsPerPage: 20,
    /** Replies of one thread shown at once; the rest is a link away. */
    repliesPerThread: 100,
    /** Characters a comment may have. The door itself takes 65,525 bytes. */
    maxCharacters: 10_000,
  },
} as const;
