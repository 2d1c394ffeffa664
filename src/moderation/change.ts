/** How anything about comments is changed: their status, their words and what the classifier knows of them, with the log of it. */
import { sql } from 'kysely';
import { renderComment, rendererVersion } from '../comments/render.ts';
import { type CommentStatus, inChunks, type Reading, type Writing } from '../database/database.ts';
import { touch } from '../database/revisions.ts';
import type { Label, Lesson } from './classifier.ts';
import { lessonsOf, teach } from './lessons.ts';
import { recordAll } from './log.ts';
import type { Actor } from './moderator.ts';

/** Who moderates, when, and where: under these posts, or everywhere. */
export interface Circumstances {
  by: Actor;
  now: Date;
  /** Ids of the posts whose discussion they moderate; null for all. */
  posts: readonly string[] | null;
}

export interface Stored {
  id: number;
  post: string;
  status: CommentStatus;
  name: string;
  website: string | null;
  text: string;
  edited: number | null;
  decided: number | null;
  version: number;
  intention: string;
  wave: string | null;
}

/** What a moderator can change of the words. `edited` is when that was, for readers. */
export type Words = Pick<Stored, 'name' | 'website' | 'text' | 'edited'>;

/** What shall become of a comment. What is left out stays; a label is learnt, a lesson is put back exactly, null takes it back. */
export interface Change {
  comment: Stored;
  status?: CommentStatus;
  lesson?: Label | Lesson | null;
  words?: Words;
  /** When it was decided; now, unless this takes something back. An edit decides nothing. */
  decided?: number | null;
  /** The entry of the log that this takes back. */
  undoes?: number;
}

/** What the log keeps of a comment: enough to put it back. */
export interface State {
  status: CommentStatus;
  lesson: Label | Lesson | null;
  decided?: number | null;
  words?: Words;
}

/** These comments as they are, by id; those elsewhere, unknown or forgotten are missing. */
export async function commentsToChange(
  database: Reading,
  ids: readonly number[],
  posts: Circumstances['posts'],
): Promise<Map<number, Stored>> {
  const rows = await inChunks(ids, (some) =>
    database
      .selectFrom('comments')
      .select(['id', 'post', 'status', 'name', 'website', 'text', 'edited', 'decided', 'version', 'intention', 'wave'])
      .where('id', 'in', some)
      .where('text', '<>', '')
      .execute(),
  );
  return new Map(rows.flatMap((row) => (!posts || posts.includes(row.post) ? [[row.id, row]] : [])));
}

/** Changes comments, at most one change each: learns, writes the log, and lets pages know. Returns how many really changed. */
export async function applyChanges(
  tx: Writing,
  changes: readonly Change[],
  { batch, action, by, now }: { batch: string; action: string; by: Actor; now: Date },
): Promise<Change[]> {
  const known = await lessonsOf(
    tx,
    changes.map(({ comment }) => comment.id),
  );
  const lessons = await teach(
    tx,
    changes.flatMap(({ comment, lesson, words }) =>
      lesson === undefined && !words
        ? []
        : [
            {
              comment: comment.id,
              words: words ?? comment,
              wordsBefore: comment,
              lesson: lesson === undefined ? (known.get(comment.id)?.label ?? null) : lesson,
            },
          ],
    ),
    known,
  );
  const real = changes.filter(
    ({ comment, status = comment.status, words }) =>
      words || status !== comment.status || lessons.get(comment.id) !== known.get(comment.id),
  );
  await store(tx, real, now);
  for (const post of new Set(real.map(({ comment }) => comment.post))) await touch(tx, post);
  await recordAll(
    tx,
    real.map(({ comment, status = comment.status, words, undoes }) => {
      const { id, post, decided, name, website, text, edited } = comment;
      const before: State = {
        status: comment.status,
        lesson: known.get(id) ?? null,
        decided,
        ...(words && { words: { name, website, text, edited } }),
      };
      const after: State = { status, lesson: lessons.get(id) ?? null, ...(words && { words }) };
      return { batch, by, action, comment: id, post, subject: `comment:${id}`, before, after, undoes };
    }),
    now,
  );
  return real;
}

/** The comments that stand in the way of these being seen again: the same sent once more after it was thrown away. */
export async function sentAgain(database: Reading, comments: readonly Stored[]): Promise<Map<string, number>> {
  const thrown = comments.filter(({ status }) => status === 'deleted').map(({ intention }) => intention);
  const rows = await inChunks(thrown, (some) =>
    database
      .selectFrom('comments')
      .select(['id', 'intention'])
      .where('intention', 'in', some)
      // Written out, because the partial index is only used when its condition is no parameter.
      .where(sql<boolean>`status <> 'deleted'`)
      .execute(),
  );
  return new Map(rows.map(({ id, intention }) => [intention, id]));
}

async function store(tx: Writing, changes: readonly Change[], now: Date): Promise<void> {
  const decidedAt = ({ comment, status = comment.status, words, decided }: Change) =>
    decided !== undefined ? decided : words && status === comment.status ? comment.decided : now.getTime();
  const same = Map.groupBy(changes, (change) => `${change.status ?? change.comment.status} ${decidedAt(change)}`);
  for (const some of same.values()) {
    const [first] = some;
    if (!first) continue;
    const set = { status: first.status ?? first.comment.status, decided: decidedAt(first) };
    await inChunks(some, async (chunk) => {
      const ids = chunk.map(({ comment }) => comment.id);
      await tx
        .updateTable('comments')
        .set((row) => ({ ...set, version: row('version', '+', 1) }))
        .where('id', 'in', ids)
        .execute();
      return [];
    });
  }
  for (const { comment, words } of changes) {
    if (!words) continue;
    const made = { ...words, html: renderComment(words.text), html_version: rendererVersion };
    await tx.updateTable('comments').set(made).where('id', '=', comment.id).execute();
  }
}
