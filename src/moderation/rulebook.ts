/** The versions of the rules; the newest one holds. */
import type { Reading, Writing } from '../database/database.ts';
import { touch } from '../database/revisions.ts';
import type { CommentMode } from '../site/settings.ts';
import { type Actor } from './moderator.ts';
import { defaultRules, type Rules } from './rules.ts';

/** The rules as they were settled once. */
export interface Version {
  /** 1 for the first that was saved; 0 for what holds before anybody saved any. */
  version: number;
  rules: Rules;
  /** When and by whom; null for version 0. */
  saved: { at: Date; by: string } | null;
}

/** The rules that hold. `COMMENTS=closed` closes the site whatever was saved. */
export async function currentRules(database: Reading, mode: CommentMode): Promise<Rules> {
  const { rules } = await currentVersion(database, mode);
  return mode === 'closed' ? { ...rules, closed: true } : rules;
}

/** The newest version, as it was saved. */
export async function currentVersion(database: Reading, mode: CommentMode): Promise<Version> {
  const row = await database.selectFrom('rules').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst();
  return row ? fromRow(row, mode) : { version: 0, rules: defaultRules(mode), saved: null };
}

/** One version; undefined when there is none of this number. */
export async function findVersion(database: Reading, version: number, mode: CommentMode): Promise<Version | undefined> {
  if (version === 0) return { version: 0, rules: defaultRules(mode), saved: null };
  const row = await database.selectFrom('rules').selectAll().where('version', '=', version).executeTakeFirst();
  return row && fromRow(row, mode);
}

/** Versions from one on backwards, or from the newest, at most `limit`; what held before anybody saved is not among them. */
export async function versions(database: Reading, limit: number, mode: CommentMode, from?: number): Promise<Version[]> {
  const newest = database.selectFrom('rules').selectAll().orderBy('version', 'desc').limit(limit);
  const rows = await (from === undefined ? newest : newest.where('version', '<=', from)).execute();
  return rows.map((row) => fromRow(row, mode));
}

/**
 * Saves rules as the next version, when they were made from the one that still holds, and lets the pages know.
 * Otherwise nothing is saved and the answer is who saved meanwhile.
 */
export async function saveRules(
  tx: Writing,
  rules: Rules,
  made: { basedOn: number; by: Actor; now: Date },
  mode: CommentMode,
): Promise<{ version: number } | { meanwhile: Version }> {
  const current = await currentVersion(tx, mode);
  if (current.version !== made.basedOn) return { meanwhile: current };
  const version = current.version + 1;
  await tx
    .insertInto('rules')
    .values({ version, rules: JSON.stringify(rules), created: made.now.getTime(), moderator: made.by.id, by: made.by.name })
    .execute();
  await touch(tx, 'rules');
  return { version };
}

function fromRow(row: { version: number; rules: string; created: number; by: string }, mode: CommentMode): Version {
  // Written by this program alone; what a later field means in an earlier version is its default.
  const rules = { ...defaultRules(mode), ...(JSON.parse(row.rules) as Partial<Rules>) };
  return { version: row.version, rules, saved: { at: new Date(row.created), by: row.by } };
}
