import { sql } from 'kysely';
import type { Reading, Writing } from './database.ts';

/** Marks a region (a post's thread) as changed, in the transaction of the change. */
export async function touch(tx: Writing, region: string): Promise<void> {
  const next = sql<number>`(select coalesce(max(revision), 0) + 1 from revisions)`;
  await tx
    .insertInto('revisions')
    .values({ region, revision: next })
    .onConflict((conflict) => conflict.column('region').doUpdateSet({ revision: next }))
    .execute();
}

/** The regions that changed after revision `seen`, in order. Writers take turns, so none can appear behind it. */
export async function changedSince(database: Reading, seen: number): Promise<{ region: string; revision: number }[]> {
  return database.selectFrom('revisions').selectAll().where('revision', '>', seen).orderBy('revision').execute();
}
