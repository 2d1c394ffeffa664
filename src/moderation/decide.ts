import type { CommentStatus, Database, Writing } from '../database/database.ts';
import { applyChanges, type Change, type Circumstances, commentsToChange, sentAgain, type State, type Stored } from './change.ts';
import type { Label } from './classifier.ts';
import { type Deed, decisionsOn, lastDeeds, newBatch } from './log.ts';

/** What a moderator can decide of a comment. `restore` takes the last decision on it back. */
export const decisions = ['approve', 'hold', 'spam', 'trash', 'restore'] as const;
export type Decision = (typeof decisions)[number];

/** A comment to decide on, and its version as the moderator saw it; without one, whatever it is now. */
export interface Wanted {
  id: number;
  version?: number | undefined;
}

/** What came of deciding on several comments at once. Each is in one of the lists. */
export interface Outcome {
  /** What undo takes back; null when nothing changed. */
  batch: string | null;
  changed: { id: number; status: CommentStatus }[];
  /** They were so already. */
  unchanged: { id: number; status: CommentStatus }[];
  /** Left as they are, because somebody else decided or edited since the moderator saw them. */
  meanwhile: Deed[];
  /** They stay thrown away: the same was sent again since, as `other`. */
  again: { id: number; other: number }[];
  /** There is no such comment (here, or any more), or nothing to restore. */
  missing: number[];
}

/**
 * Carries out one decision on any number of comments, in one transaction: lets pages know, teaches the classifier and
 * writes the log. What somebody else changed since the moderator saw it is left as it is.
 * @throws DatabaseUnavailable; then nothing was decided.
 */
export async function decide(
  database: Database,
  decision: Decision,
  wanted: readonly Wanted[],
  circumstances: Circumstances,
): Promise<Outcome> {
  return database.write((tx) => decideIn(tx, decision, wanted, circumstances));
}

/** The same in a transaction that does more, as part of a batch when one is given. */
export async function decideIn(
  tx: Writing,
  decision: Decision,
  wanted: readonly Wanted[],
  { by, now, posts }: Circumstances,
  batch?: string,
): Promise<Outcome> {
  const versions = new Map(wanted.map(({ id, version }) => [id, version]));
  const found = await commentsToChange(tx, [...versions.keys()], posts);
  const isCurrent = ({ id, version }: Stored) => (versions.get(id) ?? version) === version;
  const current = [...found.values()].filter(isCurrent);
  const targets = decision === 'restore' ? await lastStates(tx, current) : null;
  const changes = withFewLessonsAWave(current.flatMap((comment) => changeFor(decision, comment, targets)));
  const { possible, again } = await withoutRepetitions(tx, changes);
  const name = batch ?? (await newBatch(tx));
  const changed = await applyChanges(tx, possible, { batch: name, action: decision, by, now });
  const stale = [...found.values()].filter((comment) => !isCurrent(comment)).map(({ id }) => id);
  const known = new Set([...changes.map(({ comment }) => comment.id), ...stale]);
  const statuses = possible.map((change) => ({
    id: change.comment.id,
    status: change.status ?? change.comment.status,
    real: changed.includes(change),
  }));
  return {
    batch: changed.length > 0 ? name : null,
    changed: statuses.filter(({ real }) => real).map(({ id, status }) => ({ id, status })),
    unchanged: statuses.filter(({ real }) => !real).map(({ id, status }) => ({ id, status })),
    meanwhile: [...(await lastDeeds(tx, stale)).values()],
    again,
    missing: [...versions.keys()].filter((id) => !known.has(id)),
  };
}

/** The same sent again after a copy was thrown away: only one of them can be seen. */
export async function withoutRepetitions(
  tx: Writing,
  changes: readonly Change[],
): Promise<{ possible: Change[]; again: Outcome['again'] }> {
  const returning = changes.filter(({ comment, status = comment.status }) => comment.status === 'deleted' && status !== 'deleted');
  const taken = await sentAgain(
    tx,
    returning.map(({ comment }) => comment),
  );
  const again: Outcome['again'] = [];
  const possible = changes.filter((change) => {
    const { id, intention } = change.comment;
    if (!returning.includes(change)) return true;
    const other = taken.get(intention);
    if (other === undefined) taken.set(intention, id);
    else again.push({ id, other });
    return other === undefined;
  });
  return { possible, again };
}

/** Comments of one wave say nearly the same: so many of them teach all there is to learn, and no flood outvotes everything else. */
const lessonsPerWave = 10;

const statuses: Record<Exclude<Decision, 'restore'>, CommentStatus> = {
  approve: 'published',
  hold: 'held',
  spam: 'spam',
  trash: 'deleted',
};
/** To hold is to be unsure; throwing away says nothing of what a comment is, and leaves what was learnt. */
const labels: Partial<Record<Decision, Label | null>> = { approve: 'ham', spam: 'spam', hold: null };

function changeFor(decision: Decision, comment: Stored, targets: ReadonlyMap<number, State> | null): Change[] {
  if (decision !== 'restore') {
    const lesson = labels[decision];
    return [{ comment, status: statuses[decision], ...(lesson !== undefined && { lesson }) }];
  }
  const target = targets?.get(comment.id);
  return target ? [{ comment, status: target.status, lesson: target.lesson }] : [];
}

/** What each comment was before the last decision on it. */
async function lastStates(tx: Writing, comments: readonly Stored[]): Promise<Map<number, State>> {
  const entries = await decisionsOn(
    tx,
    comments.map(({ id }) => id),
  );
  const states = new Map<number, State>();
  for (const entry of entries) {
    const [before, after] = [JSON.parse(entry.before) as State, JSON.parse(entry.after) as State]; // written by change.ts
    if (!before.words) states.set(entry.comment, before);
    else if (before.status !== after.status) states.delete(entry.comment);
  }
  return states;
}

function withFewLessonsAWave(changes: readonly Change[]): Change[] {
  const taught = new Map<string, number>();
  return changes.map((change) => {
    const { wave } = change.comment;
    if (wave === null || typeof change.lesson !== 'string') return change;
    const before = taught.get(wave) ?? 0;
    taught.set(wave, before + 1);
    if (before < lessonsPerWave) return change;
    const { lesson: _enough, ...rest } = change;
    return rest;
  });
}
