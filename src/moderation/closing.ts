/** Whether readers can comment under a post: its frontmatter, its age, what moderators settled, and the whole site. */
import { discussionUnder } from '../comments/discussions.ts';
import { type Closing, openness, type Openness } from '../comments/respond.ts';
import type { Database, Reading } from '../database/database.ts';
import type { CommentMode } from '../site/settings.ts';
import { currentVersion, versions } from './rulebook.ts';

/** What closes discussions everywhere: the setting `COMMENTS=closed`, or the rules, and since when they do. */
export async function closingOfSite(database: Reading, mode: CommentMode): Promise<Pick<Closing, 'site' | 'closeAfterDays'>> {
  const { rules } = await currentVersion(database, mode);
  const closed = mode === 'closed' || rules.closed;
  return { site: { closed, since: rules.closed ? await closedSince(database, mode) : null }, closeAfterDays: rules.closeAfterDays };
}

/** Whether there is a form under a post at this moment, and why not. Without a database, what needs none still holds. */
export async function opennessUnder(
  post: Closing['post'] & { id: string },
  { database, mode, now }: { database: Database | null; mode: CommentMode; now: Date },
): Promise<Openness> {
  const stored = await database?.read(async (tables) => ({
    ...(await closingOfSite(tables, mode)),
    settled: await discussionUnder(tables, post.id),
  }));
  const unstored: Omit<Closing, 'post'> = {
    site: { closed: mode === 'closed', since: null },
    closeAfterDays: null,
    settled: { state: null, since: null },
  };
  return openness({ post, ...(stored ?? unstored) }, now, database !== null);
}

/** When the version was saved that closed the site and from which on all did; of the newest hundred. */
async function closedSince(database: Reading, mode: CommentMode): Promise<Date | null> {
  const newest = await versions(database, 100, mode);
  const open = newest.findIndex(({ rules }) => !rules.closed);
  return newest.at((open === -1 ? newest.length : open) - 1)?.saved?.at ?? null;
}
