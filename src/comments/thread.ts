/** The discussion under a post as readers see it: threads in pages, replies in trees. */
import type { Reading } from '../database/database.ts';
import { paths } from '../site/paths.ts';
import { site } from '../site/site.ts';
import type { PublicComment } from './comment.ts';
import {
  countPublished,
  countRepliesUpTo,
  placesOf,
  publishedAmong,
  publishedComment,
  publishedReplies,
  visibleRoots,
} from './comments.ts';
import { discussionUnder } from './discussions.ts';

/** A comment with its replies. `comment` is null where one was removed and its answers remain. */
export interface Branch {
  id: number;
  comment: PublicComment | null;
  /** The comment it answers, when that is not the one it is shown under. */
  answers?: { id: number; name: string } | undefined;
  replies: Branch[];
  /** Replies of this thread that are not shown: `after` is the last one that is. Only on a first comment. */
  more?: { after: number; count: number } | undefined;
}

export interface ThreadPage {
  post: string;
  /** Published comments under the post, on all pages. */
  count: number;
  threads: Branch[];
  /** The comment that stands first because a moderator pinned it; its thread comes first on the first page. */
  pinned?: number | undefined;
  /** First thread of the following page, and the thread before which the preceding one ends. */
  next?: number | undefined;
  previous?: number | undefined;
}

/** Which part of a discussion: from a thread on, the threads before one, or the rest of one thread. */
export interface Part {
  from?: number | undefined;
  until?: number | undefined;
  thread?: { root: number; after: number } | undefined;
}

/** Levels the eye can follow; what is deeper is shown on the last one, saying whom it answers. */
const displayedDepth = 4;
const { order, threadsPerPage, repliesPerThread } = site.discussion;

/** One page of the discussion under a post. */
export async function threadPage(database: Reading, post: string, part: Part = {}): Promise<ThreadPage> {
  const count = await countPublished(database, post);
  if (part.thread) {
    return { post, count, threads: await threadsOf(database, post, [part.thread.root], part.thread.after) };
  }
  const pinned = await pinnedUnder(database, post);
  const found = await visibleRoots(database, post, {
    order,
    from: part.from,
    until: part.until,
    limit: threadsPerPage + 1,
    except: pinned,
  });
  const backwards = part.until !== undefined;
  const roots = found.length <= threadsPerPage ? found : backwards ? found.slice(1) : found.slice(0, threadsPerPage);
  const more = found.length > roots.length;
  const [first] = roots;
  const next = backwards ? part.until : more ? found[threadsPerPage] : undefined;
  const hasPrevious = backwards ? more : part.from !== undefined && (await isPreceded(database, post, first, pinned));
  const shown = pinned === undefined || hasPrevious ? roots : [pinned, ...roots];
  return { post, count, threads: await threadsOf(database, post, shown, 0), pinned, next, previous: hasPrevious ? first : undefined };
}

/** The address at which a comment can be seen, whichever page it is on. */
export async function addressOf(database: Reading, post: string, id: number): Promise<string> {
  const page = paths.discussion(post);
  const comment = await publishedComment(database, post, id);
  if (!comment) return page;
  const root = comment.root ?? id;
  const place = comment.root === null ? 0 : await countRepliesUpTo(database, post, root, id);
  if (place > repliesPerThread) {
    const chunk = await publishedReplies(database, post, root, 0, place - 1);
    const after = chunk[Math.floor((place - 1) / repliesPerThread) * repliesPerThread - 1]?.id ?? 0;
    return `${page}?thread=${root}&after=${after}${paths.comment(id)}`;
  }
  const pinned = await pinnedUnder(database, post);
  const firstPage = await visibleRoots(database, post, { order, limit: threadsPerPage, except: pinned });
  return root === pinned || firstPage.includes(root) ? `${page}${paths.comment(id)}` : `${page}?from=${root}${paths.comment(id)}`;
}

async function isPreceded(database: Reading, post: string, root: number | undefined, pinned: number | undefined): Promise<boolean> {
  return root !== undefined && (await visibleRoots(database, post, { order, until: root, limit: 1, except: pinned })).length > 0;
}

/** The comment pinned under a post, while readers see it. */
async function pinnedUnder(database: Reading, post: string): Promise<number | undefined> {
  const { pinned } = await discussionUnder(database, post);
  return pinned === null ? undefined : (await publishedComment(database, post, pinned))?.id;
}

async function threadsOf(database: Reading, post: string, roots: readonly number[], after: number): Promise<Branch[]> {
  const firsts = new Map((await publishedAmong(database, post, roots)).map((comment) => [comment.id, comment]));
  const threads: Branch[] = [];
  for (const root of roots) {
    const found = await publishedReplies(database, post, root, after, repliesPerThread + 1);
    const replies = found.slice(0, repliesPerThread);
    const last = replies.at(-1);
    const remaining = found.length > replies.length && last ? await countAfter(database, post, root, last.id) : 0;
    const gone = await missingParents(database, replies, firsts);
    threads.push({
      ...toDepth(tree(root, firsts.get(root) ?? null, replies, gone), displayedDepth),
      more: remaining > 0 && last ? { after: last.id, count: remaining } : undefined,
    });
  }
  return threads;
}

async function countAfter(database: Reading, post: string, root: number, id: number): Promise<number> {
  const all = await countRepliesUpTo(database, post, root, Number.MAX_SAFE_INTEGER);
  return all - (await countRepliesUpTo(database, post, root, id));
}

/** Places of the comments that replies hang on and that are not shown themselves. */
async function missingParents(
  database: Reading,
  replies: readonly PublicComment[],
  firsts: ReadonlyMap<number, PublicComment>,
): Promise<Map<number, number | null>> {
  const shown = new Set([...firsts.keys(), ...replies.map((reply) => reply.id)]);
  const places = new Map<number, number | null>();
  let wanted = replies.map((reply) => reply.parent);
  for (;;) {
    const missing = [...new Set(wanted)].filter((id): id is number => id !== null && !shown.has(id) && !places.has(id));
    if (missing.length === 0) return places;
    const found = await placesOf(database, missing);
    for (const { id, parent } of found) places.set(id, parent);
    wanted = found.map((place) => place.parent);
  }
}

/** A pure function: the replies of one thread, in order of time, as a tree under its first comment. */
export function tree(
  root: number,
  first: PublicComment | null,
  replies: readonly PublicComment[],
  gone: ReadonlyMap<number, number | null>,
): Branch {
  const top: Branch = { id: root, comment: first, replies: [] };
  const branches = new Map<number, Branch>([[root, top]]);
  const branchOf = (id: number): Branch => {
    const known = branches.get(id);
    if (known) return known;
    const branch: Branch = { id, comment: null, replies: [] };
    branches.set(id, branch);
    const parent = gone.get(id);
    (parent === undefined || parent === null ? top : branchOf(parent)).replies.push(branch);
    return branch;
  };
  for (const comment of replies) {
    const branch: Branch = { id: comment.id, comment, replies: [] };
    branchOf(comment.parent ?? root).replies.push(branch);
    branches.set(comment.id, branch);
  }
  return top;
}

/** A pure function: the same branch with everything below the `depth`-th level laid out on that level, in order of time. */
export function toDepth(branch: Branch, depth: number): Branch {
  if (depth > 1) return { ...branch, replies: branch.replies.map((reply) => toDepth(reply, depth - 1)) };
  const flat: Branch[] = [];
  const waiting = branch.replies.map((reply) => ({ reply, to: branch.comment }));
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { reply, to } = next;
    const answers = to && to !== branch.comment ? { id: to.id, name: to.name } : undefined;
    if (reply.comment) flat.push({ id: reply.id, comment: reply.comment, answers, replies: [] });
    waiting.push(...reply.replies.map((inner) => ({ reply: inner, to: reply.comment })));
  }
  return { ...branch, replies: flat.sort((a, b) => a.id - b.id) };
}
