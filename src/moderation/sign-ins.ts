/** One-time links: good for ten minutes and for one use. Only the hash of one is kept. */
import { createHash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Reading, Writing } from '../database/database.ts';
import type { PrivateTables } from '../database/tables.ts';
import { seal, type Secret, unseal } from '../site/secret.ts';

/** How long a link is good, in minutes. */
export const linkMinutes = 10;
/** How long a link that was used or is too old is remembered, in milliseconds, so that it can be told from one that never was. */
const remembered = 24 * 60 * 60 * 1_000;

/**
 * Makes a link for an account, or, written down the same way, one for nobody. 256 random bits with our signature:
 * what we never made is told from what we made without asking the database.
 */
export async function addSignIn(tx: Writing, moderator: number | null, secret: Secret, now: Date): Promise<string> {
  const token = seal(secret, 'sign-in', randomBytes(32).toString('base64url'));
  const expires = now.getTime() + linkMinutes * 60_000;
  await privately(tx)
    .insertInto('sign_ins')
    .values({ hash: hashOf(token), moderator, expires, used: null })
    .execute();
  return token;
}

/** Whether we made this token, at whatever time. */
export function isOurs(token: string, secret: Secret): boolean {
  return unseal(secret, 'sign-in', token) !== null;
}

/** The account a link signs in to, as long as it is good. */
export async function signInOf(database: Reading, token: string, now: Date): Promise<number | null> {
  const good = privately(database).selectFrom('sign_ins').select('moderator').where('hash', '=', hashOf(token));
  const row = await good.where('used', 'is', null).where('expires', '>', now.getTime()).executeTakeFirst();
  return row?.moderator ?? null;
}

/** Uses a link up. Returns the account it signs in to; null when it was used before, is too old, or is nobody's. */
export async function takeSignIn(tx: Writing, token: string, now: Date): Promise<number | null> {
  const taken = await privately(tx)
    .updateTable('sign_ins')
    .set({ used: now.getTime() })
    .where('hash', '=', hashOf(token))
    .where('used', 'is', null)
    .where('expires', '>', now.getTime())
    .returning('moderator')
    .executeTakeFirst();
  return taken?.moderator ?? null;
}

/** Makes every link of an account useless. */
export async function withdrawSignIns(tx: Writing, moderator: number): Promise<void> {
  await privately(tx).deleteFrom('sign_ins').where('moderator', '=', moderator).execute();
}

/** Forgets links long past. */
export async function forgetSignIns(tx: Writing, now: Date): Promise<void> {
  await privately(tx)
    .deleteFrom('sign_ins')
    .where('expires', '<=', now.getTime() - remembered)
    .execute();
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

function privately(database: Reading): Kysely<PrivateTables> {
  return database.$extendTables<Pick<PrivateTables, 'sign_ins'>>();
}
