/** Passkeys and the challenges that were answered with one. */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Reading, Writing } from '../database/database.ts';
import type { PrivateTables } from '../database/tables.ts';

/** A passkey as its owner sees it in a list. */
export interface Passkey {
  /** The credential's id, base64url. */
  id: string;
  name: string;
  created: Date;
  used: Date | null;
}

/** What a signature is checked with. */
export interface Credential {
  id: string;
  moderator: number;
  /** COSE, base64url. */
  publicKey: string;
  counter: number;
  transports: string[];
}

const longestName = 60;

/** Keeps a new passkey of an account. False when it is somebody's already. */
export async function addPasskey(tx: Writing, credential: Credential, name: string, now: Date): Promise<boolean> {
  const { id, moderator, publicKey, counter, transports } = credential;
  const added = await privately(tx)
    .insertInto('passkeys')
    .values({
      id,
      moderator,
      public_key: publicKey,
      counter,
      transports: transports.join(' '),
      name: nameOf(name),
      created: now.getTime(),
      used: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** The passkeys of an account, the oldest first. */
export async function passkeysOf(database: Reading, moderator: number): Promise<Passkey[]> {
  const all = privately(database).selectFrom('passkeys').select(['id', 'name', 'created', 'used']).where('moderator', '=', moderator);
  const rows = await all.orderBy('created').orderBy('id').execute();
  return rows.map(({ id, name, created, used }) => ({ id, name, created: new Date(created), used: used === null ? null : new Date(used) }));
}

/** The passkey with an id, whoever's it is. */
export async function credentialWith(database: Reading, id: string): Promise<Credential | undefined> {
  const row = await privately(database).selectFrom('passkeys').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  const { moderator, public_key: publicKey, counter, transports } = row;
  return { id, moderator, publicKey, counter, transports: transports.split(' ').filter(Boolean) };
}

/**
 * Notes that a passkey was used. False when it is gone or a signature with this count or a later one was seen meanwhile:
 * then it is not the only one of its kind. Authenticators that do not count say 0 every time.
 */
export async function usePasskey(tx: Writing, id: string, counter: number, now: Date): Promise<boolean> {
  const used = await privately(tx)
    .updateTable('passkeys')
    .set({ counter, used: now.getTime() })
    .where('id', '=', id)
    .where((where) => where.or([where('counter', '<', counter), where.and([where('counter', '=', 0), where.val(counter === 0)])]))
    .executeTakeFirst();
  return used.numUpdatedRows > 0n;
}

/** Gives a passkey of this account another name. */
export async function renamePasskey(tx: Writing, moderator: number, id: string, name: string): Promise<void> {
  await privately(tx).updateTable('passkeys').set({ name }).where('id', '=', id).where('moderator', '=', moderator).execute();
}

/** Takes a passkey away from this account. */
export async function removePasskey(tx: Writing, moderator: number, id: string): Promise<void> {
  await privately(tx).deleteFrom('passkeys').where('id', '=', id).where('moderator', '=', moderator).execute();
}

/** Notes that a challenge was answered. False when it had been before. */
export async function takeChallenge(tx: Writing, challenge: string, expires: number): Promise<boolean> {
  const hash = createHash('sha256').update(challenge).digest('base64url');
  const taken = await privately(tx)
    .insertInto('challenges')
    .values({ hash, expires })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (taken.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Forgets challenges that could not be answered any more. */
export async function forgetChallenges(tx: Writing, now: Date): Promise<void> {
  await privately(tx).deleteFrom('challenges').where('expires', '<=', now.getTime()).execute();
}

/** A name for a passkey: one short line, never empty. */
export function nameOf(typed: string): string {
  const line = typed
    .replace(/\s+/g, ' ')
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, '')
    .trim();
  return [...line].slice(0, longestName).join('') || 'Passkey';
}

function privately(database: Reading): Kysely<PrivateTables> {
  return database.$extendTables<Pick<PrivateTables, 'challenges' | 'passkeys'>>();
}
