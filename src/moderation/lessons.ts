/** What the classifier has learnt, and from which comments. In the database alone, so that all processes know the same at once. */
import type { Reading, Writing } from '../database/database.ts';
import { decisionsBucket, type Evidence, type Label, learn, type Lesson, score, unlearn } from './classifier.ts';
import { type Features, featuresOf, type Words } from './features.ts';

/** What a decision says of a comment: that it is spam or ham, that the last decision is taken back, or nothing. */
export type Teaching = Label | 'taken back' | 'nothing';

/** How much a comment resembles what was marked as spam here, from 0 to 1. */
export async function weigh(database: Reading, words: Words): Promise<number> {
  const features = featuresOf(words);
  return score(await evidenceOf(database, features), features);
}

/**
 * Learns what a moderator decided of a comment; what an earlier decision on it had taught is taken back first.
 * Returns whether there was a decision: when the comment was `moved` by it or something new was learnt.
 */
export async function teach(tx: Writing, comment: number, words: Words, teaching: Teaching, moved: boolean): Promise<boolean> {
  const known = await tx.selectFrom('lessons').selectAll().where('comment', '=', comment).executeTakeFirst();
  const before = known?.label ?? null;
  const label = teaching === 'taken back' ? (known?.previous_label ?? null) : teaching === 'nothing' ? before : teaching;
  if (label === before && !moved) return false;
  if (!known && !label) return true;
  const { amount, step } =
    label === before && known ? known : await exchange(tx, words, known && before && { ...known, label: before }, label);
  const lesson = { comment, label, previous_label: before, amount, step };
  await tx
    .insertInto('lessons')
    .values(lesson)
    .onConflict((conflict) => conflict.column('comment').doUpdateSet(lesson))
    .execute();
  return true;
}

/** Puts one lesson in the place of another. */
async function exchange(tx: Writing, words: Words, old: Lesson | null | undefined, label: Label | null): Promise<Omit<Lesson, 'label'>> {
  const features = featuresOf(words);
  const evidence = await evidenceOf(tx, features);
  if (old) unlearn(evidence, features, old);
  const lesson = label ? learn(evidence, features, label) : { amount: 0, step: 0 };
  await tx
    .insertInto('evidence')
    .values([...evidence].map(([bucket, known]) => ({ bucket, ...known })))
    .onConflict((conflict) =>
      conflict
        .column('bucket')
        .doUpdateSet((row) => ({ spam: row.ref('excluded.spam'), ham: row.ref('excluded.ham'), weight: row.ref('excluded.weight') })),
    )
    .execute();
  return lesson;
}

/** What is known of these features. */
async function evidenceOf(database: Reading, features: Features): Promise<Evidence> {
  const rows = await database
    .selectFrom('evidence')
    .selectAll()
    .where('bucket', 'in', [decisionsBucket, ...features.keys()])
    .execute();
  return new Map(rows.map(({ bucket, ...known }) => [bucket, known]));
}
