/** What the classifier has learnt, and from which comments. In the database alone, so that all processes know the same at once. */
import { inChunks, type Reading, type Writing } from '../database/database.ts';
import { decisionsBucket, type Evidence, type Known, type Label, learn, type Lesson, relearn, score, unlearn } from './classifier.ts';
import { featuresOf, type Words } from './features.ts';

/** What shall be known of one comment from now on. */
export interface Teaching {
  comment: number;
  /** The words the lesson is about, and those the present one was about. */
  words: Words;
  wordsBefore: Words;
  /** A label is learnt, a lesson is put back exactly as it was, null takes back what was learnt. */
  lesson: Label | Lesson | null;
}

/** How much a comment resembles what was marked as spam here, from 0 to 1. */
export async function weigh(database: Reading, words: Words): Promise<number> {
  const features = featuresOf(words);
  return score(await evidenceOf(database, features.keys()), features);
}

/** What these comments have taught; those that taught nothing are missing. */
export async function lessonsOf(database: Reading, comments: readonly number[]): Promise<Map<number, Lesson>> {
  const rows = await inChunks(comments, (some) => database.selectFrom('lessons').selectAll().where('comment', 'in', some).execute());
  return new Map(rows.flatMap(({ comment, label, amount, step }) => (label ? [[comment, { label, amount, step }]] : [])));
}

/**
 * Learns what was decided of comments, in order; what an earlier decision had taught of them is taken back first.
 * All of it costs a few queries, however many there are. Returns what each has taught now.
 */
export async function teach(tx: Writing, teachings: readonly Teaching[], known: ReadonlyMap<number, Lesson>): Promise<Map<number, Lesson>> {
  const changed = teachings.filter((teaching) => isNews(teaching, known.get(teaching.comment)));
  const exchanges = changed.map((teaching) => {
    const features = featuresOf(teaching.words);
    const featuresBefore = teaching.wordsBefore === teaching.words ? features : featuresOf(teaching.wordsBefore);
    return { ...teaching, features, featuresBefore, old: known.get(teaching.comment) };
  });
  const buckets = new Set(exchanges.flatMap(({ features, featuresBefore }) => [...features.keys(), ...featuresBefore.keys()]));
  const evidence = exchanges.length > 0 ? await evidenceOf(tx, buckets) : new Map<number, Known>();
  const lessons = new Map<number, Lesson>(known);
  for (const { comment, lesson, features, featuresBefore, old } of exchanges) {
    if (old) unlearn(evidence, featuresBefore, old);
    lessons.delete(comment);
    if (typeof lesson === 'string') lessons.set(comment, learn(evidence, features, lesson));
    else if (lesson) lessons.set(comment, relearn(evidence, features, lesson));
  }
  await keepEvidence(tx, evidence);
  await keepLessons(tx, exchanges, lessons);
  return lessons;
}

function isNews({ lesson, words, wordsBefore }: Teaching, known: Lesson | undefined): boolean {
  if (words !== wordsBefore) return true;
  if (typeof lesson === 'string') return lesson !== known?.label;
  return lesson?.label !== known?.label || lesson?.amount !== known?.amount || lesson?.step !== known?.step;
}

async function keepEvidence(tx: Writing, evidence: Evidence): Promise<void> {
  const rows = [...evidence].map(([bucket, known]) => ({ bucket, ...known }));
  await inChunks(rows, async (some) => {
    await tx
      .insertInto('evidence')
      .values(some)
      .onConflict((conflict) =>
        conflict
          .column('bucket')
          .doUpdateSet((row) => ({ spam: row.ref('excluded.spam'), ham: row.ref('excluded.ham'), weight: row.ref('excluded.weight') })),
      )
      .execute();
    return [];
  });
}

async function keepLessons(tx: Writing, taught: readonly Teaching[], lessons: ReadonlyMap<number, Lesson>): Promise<void> {
  const rows = taught.flatMap(({ comment }) => {
    const lesson = lessons.get(comment);
    return lesson ? [{ comment, ...lesson }] : [];
  });
  await inChunks(
    taught.filter(({ comment }) => !lessons.has(comment)).map(({ comment }) => comment),
    async (some) => {
      await tx.deleteFrom('lessons').where('comment', 'in', some).execute();
      return [];
    },
  );
  await inChunks(rows, async (some) => {
    await tx
      .insertInto('lessons')
      .values(some)
      .onConflict((conflict) =>
        conflict
          .column('comment')
          .doUpdateSet((row) => ({ label: row.ref('excluded.label'), amount: row.ref('excluded.amount'), step: row.ref('excluded.step') })),
      )
      .execute();
    return [];
  });
}

/** What is known of these features. */
async function evidenceOf(database: Reading, buckets: Iterable<number>): Promise<Evidence> {
  const rows = await inChunks([decisionsBucket, ...buckets], (some) =>
    database.selectFrom('evidence').selectAll().where('bucket', 'in', some).execute(),
  );
  return new Map(rows.map(({ bucket, ...known }) => [bucket, known]));
}
