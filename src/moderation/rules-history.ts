import type { Reading } from '../database/database.ts';
import type { CommentMode } from '../site/settings.ts';
import { changesBetween } from './rule-sentences.ts';
import { currentVersion, findVersion, versions } from './rulebook.ts';

/** One saved version: who saved it when, and what they changed, in words. */
export interface PastVersion {
  version: number;
  saved: { at: Date; by: string };
  changes: string[];
}

const perPage = 20;

/** A page of what was saved, newest first, from a version on backwards; `older` is where the next page begins, `current` the version that holds. */
export async function historyOfRules(
  database: Reading,
  mode: CommentMode,
  from?: number,
): Promise<{ past: PastVersion[]; older: number | null; current: number }> {
  const found = await versions(database, perPage + 1, mode, from);
  const before = found.length > perPage ? undefined : await findVersion(database, 0, mode);
  const past = found.slice(0, perPage).flatMap(({ version, rules, saved }, place): PastVersion[] => {
    const previous = found[place + 1] ?? before;
    return saved && previous ? [{ version, saved, changes: changesBetween(previous.rules, rules) }] : [];
  });
  const { version: current } = await currentVersion(database, mode);
  return { past, older: found[perPage]?.version ?? null, current };
}
