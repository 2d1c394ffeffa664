import type { CommentMode } from '../site/settings.ts';

/** Whether a form is shown under a post and what it says instead. */
export type Openness = 'open' | 'closed' | 'off' | 'unavailable';

/** What the post's frontmatter, the site's setting and the state of the database make of a discussion. */
export function openness(post: 'open' | 'closed' | 'off', mode: CommentMode, hasDatabase: boolean): Openness {
  if (post !== 'open') return post;
  if (mode === 'closed') return 'closed';
  return hasDatabase ? 'open' : 'unavailable';
}
