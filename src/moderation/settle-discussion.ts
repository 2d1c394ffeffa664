/** Closing and reopening the discussions of posts by hand. */
import { countsByPost } from '../comments/comments.ts';
import { type Discussion, discussionUnder, pin, settle, settledDiscussions } from '../comments/discussions.ts';
import { type Closing, openness, type Openness } from '../comments/respond.ts';
import type { Database, Reading } from '../database/database.ts';
import type { CommentMode } from '../site/settings.ts';
import { closingOfSite } from './closing.ts';
import { newBatch, record } from './log.ts';
import type { Actor } from './moderator.ts';

/** A post as far as its discussion is concerned. */
export type DiscussedPost = Closing['post'] & { id: string; title: string };

/** A discussion as a moderator sees it. */
export interface ListedDiscussion {
  post: DiscussedPost;
  openness: Openness;
  settled: Discussion;
  published: number;
  held: number;
  /** What it looked like when the page was made: whoever decides on something older is told. */
  seen: string;
}

/** What can be done: `follow` leaves it to age, frontmatter and rules again. */
export const settlings = ['close', 'reopen', 'follow', 'unpin'] as const;
export type Settling = (typeof settlings)[number];

/** The discussions of these posts, in their order, with whether readers can comment there at this moment. */
export async function listDiscussions(
  database: Reading,
  posts: readonly DiscussedPost[],
  mode: CommentMode,
  now: Date,
): Promise<ListedDiscussion[]> {
  const [closing, settled, counts] = [
    await closingOfSite(database, mode),
    await settledDiscussions(database),
    await countsByPost(database),
  ];
  return posts.map((post) => {
    const own = settled.get(post.id) ?? { state: null, since: null, pinned: null };
    return {
      post,
      openness: openness({ post, ...closing, settled: own }, now, true),
      settled: own,
      ...(counts.get(post.id) ?? { published: 0, held: 0 }),
      seen: seenOf(own),
    };
  });
}

/**
 * Does it and writes it down, unless somebody did something to that discussion since it was `seen`. Returns whether it
 * was done. What is so already stays as it is and counts as done.
 */
export async function settleDiscussion(
  database: Database,
  wanted: { post: string; settling: Settling; seen: string },
  by: Actor,
  now: Date,
): Promise<boolean> {
  const { post, settling, seen } = wanted;
  return database.write(async (tx) => {
    const before = await discussionUnder(tx, post);
    if (seenOf(before) !== seen) return false;
    if (settling === 'unpin') await pin(tx, post, null);
    else await settle(tx, post, states[settling], now);
    const after = await discussionUnder(tx, post);
    // As `settle.ts` writes it, which takes it back.
    const [subject, kept] = settling === 'unpin' ? (['pin', 'pinned'] as const) : (['state', 'state'] as const);
    const changed = { subject: `${subject}:${post}`, before: { [kept]: before[kept] }, after: { [kept]: after[kept] } };
    await record(tx, { batch: await newBatch(tx), by, action: settling, post, ...changed }, now);
    return true;
  });
}

/** The settling a form asks for. */
export function readSettling(value: FormDataEntryValue | null): Settling | undefined {
  return settlings.find((name) => name === value);
}

const states = { close: 'closed', reopen: 'open', follow: null } as const;

function seenOf({ state, since, pinned }: Discussion): string {
  return [state, since?.getTime(), pinned].join();
}
