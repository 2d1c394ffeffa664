/** Whether there is a form under a post, and what stands there instead: in words, why and since when. */
import { dayOf, daysSince, formatDate, lastDayOf, laterBy } from '../site/dates.ts';
import type { Discussion } from './discussions.ts';

export interface Openness {
  state: 'open' | 'closed' | 'off' | 'unavailable';
  /** Why there is no form, as readers see it; empty when there is one, or no discussion at all. */
  notice: string;
}

/** Everything that may close a discussion. */
export interface Closing {
  /** The post's frontmatter. */
  post: { comments: 'open' | 'closed' | 'off'; published: string };
  /** Whether the whole site is closed, and since when where that is known. */
  site: { closed: boolean; since: Date | null };
  /** Days after its publication that a discussion stays open; null: for ever. */
  closeAfterDays: number | null;
  /** What a moderator settled; their word goes before age and frontmatter. */
  settled: Pick<Discussion, 'state' | 'since'>;
}

/** What all of it makes of a discussion at this moment. */
export function openness({ post, site, closeAfterDays, settled }: Closing, now: Date, hasDatabase: boolean): Openness {
  if (post.comments === 'off') return { state: 'off', notice: '' };
  if (site.closed) return closed(`Comments are closed on the whole site${since(site.since)}.`);
  if (settled.state === 'closed') return closed(`Comments are closed: a moderator closed this discussion${on(settled.since)}.`);
  if (settled.state === null) {
    if (post.comments === 'closed') return closed('Comments are closed.');
    if (closeAfterDays !== null && daysSince(post.published, now) > closeAfterDays)
      return closed(closedByAge(post.published, closeAfterDays));
  }
  if (hasDatabase) return { state: 'open', notice: '' };
  return { state: 'unavailable', notice: 'Comments are closed for the moment: they cannot be stored just now.' };
}

function closed(why: string): Openness {
  return { state: 'closed', notice: `${why} What has been said stays.` };
}

function closedByAge(published: string, days: number): string {
  const first = laterBy(lastDayOf(published), days + 1);
  return `Comments are closed since ${formatDate(first)}: ${days === 1 ? 'one day' : `${days} days`} after an essay appeared, its discussion ends.`;
}

function since(moment: Date | null): string {
  return moment ? ` since ${formatDate(dayOf(moment))}` : '';
}

function on(moment: Date | null): string {
  return moment ? ` on ${formatDate(dayOf(moment))}` : '';
}
