/** Waves of nearly identical comments: each has a first one, by whose sketch the others are found. */
import type { Writing } from '../database/database.ts';
import { enoughToCompare, type Gist, gistOf, keysOf, nameOf, overlapOf, readSketch, writeSketch } from './sketch.ts';

/** A wave nothing was added to for this long is forgotten, and its words with it; in milliseconds. The privacy page promises it. */
const waveKept = 30 * 24 * 60 * 60 * 1_000;
/** Overlap from which on two texts say nearly the same. */
const nearly = 0.5;
/** Waves that are compared at most: more share a key by accident only in the tens of thousands. */
const mostCompared = 100;

export interface Wave {
  /** What `comments.wave` holds. */
  name: string;
  /** Whether its texts say enough for their likeness to be no coincidence. */
  telling: boolean;
}

/** The wave a text belongs to: that of the text it is most like, or a new one. */
export async function joinWave(tx: Writing, text: string, now: Date): Promise<Wave> {
  const gist = gistOf(text);
  const name = (await nearest(tx, gist, now)) ?? (await beginWave(tx, gist, now));
  return { name, telling: gist.size >= enoughToCompare };
}

/** Forgets waves that are over. Returns how many. */
export async function forgetWaves(tx: Writing, now: Date): Promise<number> {
  const over = tx
    .selectFrom('waves')
    .select('name')
    .where('seen', '<=', now.getTime() - waveKept);
  await tx.deleteFrom('wave_keys').where('wave', 'in', over).execute();
  const forgotten = await tx
    .deleteFrom('waves')
    .where('seen', '<=', now.getTime() - waveKept)
    .executeTakeFirst();
  return Number(forgotten.numDeletedRows);
}

async function nearest(tx: Writing, { sketch, size }: Gist, now: Date): Promise<string | undefined> {
  const candidates = await tx
    .selectFrom('wave_keys')
    .innerJoin('waves', 'waves.name', 'wave_keys.wave')
    .select(['waves.name', 'waves.sketch', 'waves.size'])
    .distinct()
    .where('wave_keys.key', 'in', keysOf(sketch))
    .limit(mostCompared)
    .execute();
  const [best] = candidates
    .map((wave) => ({ name: wave.name, overlap: overlapOf(sketch, readSketch(wave.sketch)), needed: Math.min(size, wave.size) }))
    .filter(({ overlap, needed }) => overlap >= (needed < enoughToCompare ? 1 : nearly))
    .sort((one, other) => other.overlap - one.overlap);
  if (best) await tx.updateTable('waves').set({ seen: now.getTime() }).where('name', '=', best.name).execute();
  return best?.name;
}

async function beginWave(tx: Writing, { sketch, size }: Gist, now: Date): Promise<string> {
  const name = nameOf(sketch);
  await tx
    .insertInto('waves')
    .values({ name, sketch: writeSketch(sketch), size, seen: now.getTime() })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ seen: now.getTime() }))
    .execute();
  const keys = [...new Set(keysOf(sketch))].map((key) => ({ key, wave: name }));
  await tx
    .insertInto('wave_keys')
    .values(keys)
    .onConflict((conflict) => conflict.columns(['key', 'wave']).doNothing())
    .execute();
  return name;
}
