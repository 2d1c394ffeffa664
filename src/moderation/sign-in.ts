/** Signing in without a password: a link is asked for, a letter brings it, its page asks, and a form uses it up. */
import type { Database, Writing } from '../database/database.ts';
import { writeLetter } from '../mail/letter.ts';
import { addLetter } from '../mail/outbox.ts';
import { absolute, paths } from '../site/paths.ts';
import type { Secret } from '../site/secret.ts';
import { site } from '../site/site.ts';
import { attemptKey, countAttempt, type Limit, secondsToWait } from './attempts.ts';
import type { Moderator } from './moderator.ts';
import { moderatorOf, moderatorWith, sameAddress } from './moderators.ts';
import { addSession, endSessionOf } from './sessions.ts';
import { addSignIn, isOurs, linkMinutes, signInOf, takeSignIn } from './sign-ins.ts';

const quarter = 15 * 60_000;
/** Letters one address gets: enough to try again, too few to be a nuisance. */
const lettersPerAddress: Limit = { name: 'letter to', count: 3, milliseconds: quarter };
/** Letters one network asks for. */
const lettersPerNetwork: Limit = { name: 'letter from', count: 10, milliseconds: quarter };
/** Links one network makes up. */
const guesses: Limit = { name: 'guess', count: 20, milliseconds: quarter };

/** Nobody's address: the top-level domain exists to be none. */
const nobody = 'nobody@nobody.invalid';

/** What signing in is decided with. */
export interface Circumstances {
  database: Database;
  secret: Secret;
  /** Keyed hash of the network it comes from. */
  network: string;
  now: Date;
  /** Origin of the site. */
  siteUrl: string;
  limits: boolean;
}

/**
 * Answers a request for a link. Everything that can be told from outside depends on the network that asks, never on
 * the address: for one that is nobody's, and for one that got its share of letters, the same rows are written, in a
 * link that is nobody's and a letter to nobody. Returns the seconds to wait; 0 when the request was taken.
 * @throws DatabaseUnavailable when it was not.
 */
export async function askForLink(email: string, to: string, circumstances: Circumstances): Promise<number> {
  const { database, secret, network, now, siteUrl, limits } = circumstances;
  const address = attemptKey(lettersPerAddress, sameAddress(email), secret);
  const from = attemptKey(lettersPerNetwork, network, secret);
  return database.write(async (tx) => {
    const seconds = limits ? await secondsToWait(tx, lettersPerNetwork, from, now) : 0;
    if (seconds > 0) return seconds;
    await countAttempt(tx, lettersPerNetwork, from, now);
    const isEnough = limits && (await secondsToWait(tx, lettersPerAddress, address, now)) > 0;
    await countAttempt(tx, lettersPerAddress, address, now);
    const found = await moderatorOf(tx, email);
    const moderator = isEnough ? undefined : found;
    await writeLink(tx, moderator, to, { secret, now, siteUrl });
    return 0;
  });
}

/** Makes a link and the letter that brings it; for nobody, one that is too old to be sent. */
export async function writeLink(
  tx: Writing,
  moderator: Moderator | undefined,
  to: string,
  { secret, now, siteUrl }: Pick<Circumstances, 'secret' | 'now' | 'siteUrl'>,
): Promise<void> {
  const link = linkOf(await addSignIn(tx, moderator?.id ?? null, secret, now), siteUrl, to);
  const text = [
    `Somebody, probably you, asked to sign in to ${site.name} with this address. Open this page and press the button there:`,
    link,
    `The link works once and for ${linkMinutes} minutes. If you did not ask for it you need do nothing.`,
  ].join('\n\n');
  const until = new Date(now.getTime() + (moderator ? linkMinutes * 60_000 : 0));
  const letter = { kind: 'sign-in', to: moderator?.email ?? nobody, subject: `Sign in to ${site.name}`, text, until };
  await addLetter(tx, writeLetter(letter, siteUrl), secret, now);
}

/** The full address of a link's page. */
export function linkOf(token: string, siteUrl: string, to: string = paths.moderation()): string {
  const query = new URLSearchParams({ token, ...(to !== paths.moderation() && { to }) });
  return absolute(`${paths.signInLink()}?${query}`, siteUrl);
}

/** Whom a link would sign in, before it does; null when it is no good (any more). Changes nothing. */
export async function whoseLink(token: string, { database, secret, now }: Circumstances): Promise<Moderator | null> {
  if (!isOurs(token, secret)) return null;
  return database.read(async (tables) => {
    const id = await signInOf(tables, token, now);
    return id === null ? null : ((await moderatorWith(tables, id)) ?? null);
  });
}

/** What became of a link that was used. */
export type Used = { kind: 'signed-in'; cookie: string } | { kind: 'useless' } | { kind: 'too-often'; seconds: number };

/**
 * Uses a link up and begins a session in place of the one this browser had. Tokens that we never made are counted and soon
 * not even looked at; those we made always are, so that nobody's guessing keeps an owner out.
 * @throws DatabaseUnavailable when nothing happened.
 */
export async function signInByLink(
  token: string,
  browser: { name: string; session: string | undefined },
  circumstances: Circumstances,
): Promise<Used> {
  const { database, secret, now } = circumstances;
  if (!isOurs(token, secret)) return countGuess(circumstances);
  return database.write(async (tx): Promise<Used> => {
    const moderator = await takeSignIn(tx, token, now);
    if (moderator === null) return { kind: 'useless' };
    return { kind: 'signed-in', cookie: await beginSession(tx, moderator, browser, now) };
  });
}

/** A new session, in place of the one this browser had. Returns what its cookie is to hold. */
export async function beginSession(
  tx: Writing,
  moderator: number,
  browser: { name: string; session: string | undefined },
  now: Date,
): Promise<string> {
  if (browser.session) await endSessionOf(tx, browser.session);
  return addSession(tx, moderator, browser.name, now);
}

async function countGuess({ database, secret, network, now }: Circumstances): Promise<Used> {
  const key = attemptKey(guesses, network, secret);
  // Once there were too many nothing is written any more.
  const seconds = await database.read((tables) => secondsToWait(tables, guesses, key, now));
  if (seconds > 0) return { kind: 'too-often', seconds };
  await database.write((tx) => countAttempt(tx, guesses, key, now));
  return { kind: 'useless' };
}
