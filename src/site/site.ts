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
  ],
  /** Posts on one page of a list. */
  postsPerPage: 10,
  /** Posts in a feed, each in full. */
  postsInFeed: 30,
  /** The Trending Now strip; readers find its arithmetic in `content/posts/2026/11/how-trending-now-is-counted.mdx`. */
  trending: {
    titles: 5,
    /** Ids of posts (`2026/11/on-fire`) that come first whatever else is read, in this order. */
    pinned: [] as readonly string[],
    /** Days after which a read or a comment counts half, and after which not at all. */
    halfLifeDays: 3,
    windowDays: 14,
    /** Reads that somebody's comment is worth. */
    readsPerComment: 5,
    /**
     * What a post has to earn to trend. Somebody who comes back every day and comments too earns less than 10, the sum of
     * 2^(−days / 3) over all days being 4.85.
     */
    floor: 10,
  },
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
