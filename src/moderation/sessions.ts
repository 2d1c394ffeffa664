/** Who is signed in, and with which browser. Only the hash of what a cookie holds is kept. */
import { createHash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database, Reading, Writing } from '../database/database.ts';
import type { PrivateTables } from '../database/tables.ts';
import { keyedHash, type Secret } from '../site/secret.ts';
import type { SignedIn } from './moderator.ts';

const hour = 60 * 60 * 1_000;
/** A session ends this long after it was last seen, and this long after it began, whichever is first. In milliseconds. */
export const idle = 12 * hour;
export const longest = 7 * 24 * hour;
/** `seen` lags behind by up to this much, so that reading pages is not writing. In milliseconds. */
const seenLag = 60_000;

/** A session as its owner sees it in a list. */
export interface Session {
  id: number;
  /** Such as “Firefox on Linux”. */
  browser: string;
  created: Date;
  seen: Date;
}

/** Begins a session. Returns what the cookie is to hold: 256 random bits, known to nobody else from then on. */
export async function addSession(tx: Writing, moderator: number, browser: string, now: Date): Promise<string> {
  const cookie = randomBytes(32).toString('base64url');
  const at = now.getTime();
  await privately(tx)
    .insertInto('sessions')
    .values({ hash: hashOf(cookie), moderator, created: at, seen: at, browser })
    .execute();
  return cookie;
}

/** Who holds this cookie, as long as their session lasts; and notes now and then that it was seen. */
export async function resume(database: Database, cookie: string, secret: Secret, now: Date): Promise<SignedIn | null> {
  const row = await database.read((tables) => lasting(tables, now).where('hash', '=', hashOf(cookie)).executeTakeFirst());
  if (!row) return null;
  const { session, seen, ...moderator } = row;
  if (now.getTime() - seen > seenLag) await database.write((tx) => see(tx, session, now));
  return { moderator, session, token: keyedHash(secret, 'session-token', cookie) };
}

/** The sessions of an account that last, the one seen last first. */
export async function sessionsOf(database: Reading, moderator: number, now: Date): Promise<Session[]> {
  const rows = await lasting(database, now)
    .select(['sessions.browser', 'sessions.created'])
    .where('sessions.moderator', '=', moderator)
    .orderBy('seen', 'desc')
    .execute();
  return rows.map(({ session, browser, created, seen }) => ({ id: session, browser, created: new Date(created), seen: new Date(seen) }));
}

/** Ends one session of an account. Another account's is left alone. */
export async function endSession(tx: Writing, moderator: number, session: number): Promise<void> {
  await privately(tx).deleteFrom('sessions').where('id', '=', session).where('moderator', '=', moderator).execute();
}

/** Ends what a cookie began, if it is one of ours. */
export async function endSessionOf(tx: Writing, cookie: string): Promise<void> {
  await privately(tx).deleteFrom('sessions').where('hash', '=', hashOf(cookie)).execute();
}

/** Ends every session of an account. */
export async function endSessions(tx: Writing, moderator: number): Promise<void> {
  await privately(tx).deleteFrom('sessions').where('moderator', '=', moderator).execute();
}

/** Forgets sessions that are over. */
export async function forgetSessions(tx: Writing, now: Date): Promise<void> {
  await privately(tx)
    .deleteFrom('sessions')
    .where((where) => where.or([where('seen', '<=', now.getTime() - idle), where('created', '<=', now.getTime() - longest)]))
    .execute();
}

function lasting(database: Reading, now: Date) {
  return privately(database)
    .selectFrom('sessions')
    .innerJoin('moderators', 'moderators.id', 'sessions.moderator')
    .select(['moderators.id', 'email', 'name', 'role', 'author', 'sessions.id as session', 'sessions.seen'])
    .where('sessions.seen', '>', now.getTime() - idle)
    .where('sessions.created', '>', now.getTime() - longest);
}

async function see(tx: Writing, session: number, now: Date): Promise<void> {
  await privately(tx).updateTable('sessions').set({ seen: now.getTime() }).where('id', '=', session).execute();
}

function hashOf(cookie: string): string {
  return createHash('sha256').update(cookie).digest('base64url');
}

function privately(database: Reading): Kysely<PrivateTables> {
  return database.$extendTables<Pick<PrivateTables, 'moderators' | 'sessions'>>();
}
