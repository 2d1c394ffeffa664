/** Makes the cards that pages refer to, each once: what was made for an earlier build is kept. */
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { CardOrder } from './card.ts';
import { draw } from './draw.ts';

/** A card that says less than it should: the page it stands for, and the characters that no font at hand has. */
export interface Incomplete {
  page: string;
  missing: string[];
}

export interface Made {
  /** How many were drawn, and how many were there from before. */
  drawn: number;
  kept: number;
  /** These are drawn anew by every build: fonts may have been installed. */
  incomplete: Incomplete[];
}

/**
 * Puts cards into `target` by the names of their files. `store` keeps those that are complete from build to build, and no others.
 */
export async function makeCards(orders: ReadonlyMap<string, CardOrder>, store: string, target: string): Promise<Made> {
  await Promise.all([mkdir(store, { recursive: true }), mkdir(target, { recursive: true })]);
  const stored = new Set(await readdir(store));
  const made: Made = { drawn: 0, kept: 0, incomplete: [] };
  const waiting = [...orders].values();
  const work = async () => {
    for (const [file, { card, page }] of waiting) {
      if (stored.has(file)) made.kept += 1;
      else {
        made.drawn += 1;
        const { png, missing } = await draw(card);
        if (missing.length > 0) {
          made.incomplete.push({ page, missing });
          await writeFile(join(target, file), png);
          continue;
        }
        await writeWhole(join(store, file), png);
      }
      await copyFile(join(store, file), join(target, file));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  await Promise.all([...stored].filter((file) => !orders.has(file)).map((file) => rm(join(store, file), { force: true })));
  return made;
}

/** Writes a file so that nobody, a build beside this one included, sees half of it. */
async function writeWhole(file: string, content: Buffer): Promise<void> {
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, content);
  await rename(unfinished, file);
}
