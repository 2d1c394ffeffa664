/** What other rules would have done to the comments that were sent last. */
import type { Signal } from '../comments/comment.ts';
import { sendersOf } from '../comments/commenters.ts';
import { settledDiscussions } from '../comments/discussions.ts';
import type { Reading } from '../database/database.ts';
import { daysSince } from '../site/dates.ts';
import type { Secret } from '../site/secret.ts';
import { listModerated, type ModeratedComment } from './moderated.ts';
import { factsOf, judgeBy } from './judge.ts';
import type { Rules } from './rules.ts';

/** How many comments are looked at, and how many of those that would change are shown. */
export const rehearsed = 1_000;
export const shownAtMost = 100;

/** Where rules put a comment; `refused` when its discussion would have been closed. */
export type Fate = 'published' | 'held' | 'spam' | 'refused';

/** A comment that other rules would have put elsewhere. */
export interface Moved {
  comment: ModeratedComment;
  from: Fate;
  to: Fate;
  /** Why it would go there: the signals that count and did not before; or those that would no longer count. */
  because: { gained: Signal[]; lost: Signal[] };
}

export interface Rehearsal {
  /** How many comments were looked at. */
  looked: number;
  /** How many would go from where to where. */
  counts: { from: Fate; to: Fate; count: number }[];
  /** How many would go elsewhere, and the newest of them. */
  total: number;
  moved: Moved[];
  /** How many still carry the network they came from: it is forgotten after a day. */
  withNetwork: number;
}

/** A comment that is judged again, with what is known of it. */
type Judging = (sent: Sent) => { fate: Fate; signals: readonly Signal[] };
interface Sent {
  comment: ModeratedComment;
  email: string;
  network: string | null;
  postAge: number | null;
}

/**
 * Judges the newest comments by the rules as they are and as they would be: by their words, and by what was noticed when
 * they came. `published` knows when posts were published. Nothing is changed.
 */
export async function rehearse(
  database: Reading,
  rules: { before: Rules; after: Rules },
  published: ReadonlyMap<string, string>,
  secret: Secret,
): Promise<Rehearsal> {
  const comments = await listModerated(database, null, rehearsed);
  const ids = comments.map(({ id }) => id);
  const senders = await sendersOf(database, ids);
  const reopened = new Set([...(await settledDiscussions(database))].flatMap(([post, { state }]) => (state === 'open' ? [post] : [])));
  const [before, after] = [judging(rules.before, reopened, secret), judging(rules.after, reopened, secret)];
  const all = comments.map((comment): Moved => {
    const { email = '', network = null } = senders.get(comment.id) ?? {};
    const date = published.get(comment.post);
    const sent = { comment, email, network, postAge: date === undefined ? null : daysSince(date, comment.created) };
    const [was, would] = [before(sent), after(sent)];
    return { comment, from: was.fate, to: would.fate, because: differences(was.signals, would.signals) };
  });
  const moved = all.filter(({ from, to }) => from !== to);
  return {
    looked: comments.length,
    counts: countsOf(moved),
    total: moved.length,
    moved: moved.slice(0, shownAtMost),
    withNetwork: [...senders.values()].filter(({ network }) => network !== null).length,
  };
}

function judging(rules: Rules, reopened: ReadonlySet<string>, secret: Secret): Judging {
  const judge = judgeBy(rules, secret);
  return ({ comment, email, network, postAge }) => {
    const tooOld = rules.closeAfterDays !== null && postAge !== null && postAge > rules.closeAfterDays && !reopened.has(comment.post);
    if (rules.closed) return refused('The whole site is closed.');
    if (tooOld) return refused(`Its post is older than ${rules.closeAfterDays} days: its discussion is closed.`);
    const ofTheHouse = comment.signals.find(({ name }) => name === 'moderator');
    if (ofTheHouse && rules.publishModerators) return { fate: 'published', signals: [] };
    const { status, signals } = judge({ ...comment, email }, factsOf(comment.signals, { postAge, network }));
    return { fate: status, signals };
  };
}

function refused(words: string): ReturnType<Judging> {
  return { fate: 'refused', signals: [{ name: 'closed', weight: 1, words }] };
}

/** What counts now and did not before, and the other way round. */
function differences(before: readonly Signal[], after: readonly Signal[]): Moved['because'] {
  const beyond = (some: readonly Signal[], others: readonly Signal[]) =>
    some.filter(({ name, weight }) => weight > (others.find((other) => other.name === name)?.weight ?? 0) && weight > 0);
  return { gained: beyond(after, before), lost: beyond(before, after) };
}

function countsOf(moved: readonly Moved[]): Rehearsal['counts'] {
  const counts = new Map<string, Rehearsal['counts'][number]>();
  for (const { from, to } of moved) {
    const key = `${from} ${to}`;
    counts.set(key, { from, to, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((one, other) => other.count - one.count);
}
