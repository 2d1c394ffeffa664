import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';

/**
 * The condition that a row of `comments` has words, in its name or text, that begin with each of these. Both databases
 * keep an index for it (`migrations/0003-queue.ts`). Null when there is nothing in it to look for.
 */
export function hasWords(dialect: Database['dialect'], sought: string): RawBuilder<boolean> | null {
  const words = (
    sought
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).slice(0, 16);
  if (words.length === 0) return null;
  return dialect === 'sqlite'
    ? sql<boolean>`comments.id in (select rowid from comment_words where comment_words match ${words.map((word) => `"${word}" *`).join(' ')})`
    : // Apart (`offset 0`), so that it is answered by the index and never by reading every comment from the newest on.
      sql<boolean>`comments.id in (
        select sought.id from comments sought where sought.words @@ to_tsquery('pg_catalog.simple', ${words.map((word) => `${word}:*`).join(' & ')}) offset 0)`;
}

/** The condition that an e-mail address in `commenters` begins so, in whatever case; quick by an index of `migrations/0003-queue.ts`. */
export function emailBegins(dialect: Database['dialect'], sought: string): RawBuilder<boolean> {
  const beginning = sought.toLowerCase();
  return dialect === 'sqlite'
    ? sql<boolean>`(lower(commenters.email) >= ${beginning} and lower(commenters.email) < ${`${beginning}\u{10ffff}`})`
    : sql<boolean>`lower(commenters.email) like ${`${beginning.replace(/[\\%_]/g, '\\$&')}%`}`;
}
