/**
 * The two exchanges with an authenticator: making a passkey for somebody signed in, and signing in with one alone.
 * A challenge carries our signature and what it is for, so that asking stores nothing; answering it is written down, so
 * that it is answered once.
 */
import { randomBytes } from 'node:crypto';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { keyedHash, seal, type Secret, unseal } from '../site/secret.ts';
import { site } from '../site/site.ts';
import type { Moderator } from './moderator.ts';
import { addPasskey, credentialWith, passkeysOf, takeChallenge, usePasskey } from './passkeys.ts';
import { beginSession, type Circumstances } from './sign-in.ts';

/** How long a question to an authenticator is good, in milliseconds. */
const answerable = 5 * 60_000;
type Purpose = 'sign-in' | `add:${number}`;
type Place = Pick<Circumstances, 'secret' | 'siteUrl' | 'now'>;

/** What a browser asks its authenticator when somebody signed in adds a passkey. */
export async function askForNewPasskey(
  moderator: Moderator,
  circumstances: Circumstances,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { database, secret, siteUrl } = circumstances;
  const known = await database.read((tables) => passkeysOf(tables, moderator.id));
  return generateRegistrationOptions({
    rpName: site.name,
    rpID: new URL(siteUrl).hostname,
    userID: new Uint8Array(Buffer.from(userHandle(moderator.id, secret))),
    userName: moderator.email,
    userDisplayName: moderator.name,
    challenge: challengeFor(`add:${moderator.id}`, circumstances),
    timeout: answerable,
    attestationType: 'none',
    excludeCredentials: known.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** Keeps the passkey that an authenticator made. False when the answer is not to our question, or was given before. */
export async function addAnsweredPasskey(
  answer: string,
  name: string,
  moderator: Moderator,
  circumstances: Circumstances,
): Promise<boolean> {
  const { database, now } = circumstances;
  const response = read<RegistrationResponseJSON>(answer);
  const asked = response && questionIn(response, `add:${moderator.id}`, circumstances);
  const verified = asked && (await verifyRegistrationResponse({ response, ...expected(asked, circumstances) }).catch(() => null));
  if (!asked || !verified?.verified) return false;
  const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential;
  const credential = { id, moderator: moderator.id, publicKey: Buffer.from(publicKey).toString('base64url'), counter, transports };
  return database.write(
    async (tx) => (await takeChallenge(tx, asked.challenge, asked.expires)) && (await addPasskey(tx, credential, name, now)),
  );
}

/** What a browser asks any of its authenticators when somebody signs in; it names nobody. */
export async function askForPasskey(place: Place): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: new URL(place.siteUrl).hostname,
    challenge: challengeFor('sign-in', place),
    timeout: answerable,
    userVerification: 'required',
  });
}

/** Begins a session for whoever's passkey signed our question. Null when none did, or did before. */
export async function signInByPasskey(
  answer: string,
  browser: { name: string; session: string | undefined },
  circumstances: Circumstances,
): Promise<string | null> {
  const { database, secret, now } = circumstances;
  const response = read<AuthenticationResponseJSON>(answer);
  const asked = response && questionIn(response, 'sign-in', circumstances);
  if (!asked) return null;
  const known = await database.read((tables) => credentialWith(tables, String(response.id)));
  if (!known || response.response.userHandle !== Buffer.from(userHandle(known.moderator, secret)).toString('base64url')) return null;
  const credential = { id: known.id, publicKey: new Uint8Array(Buffer.from(known.publicKey, 'base64url')), counter: known.counter };
  const verified = await verifyAuthenticationResponse({ response, credential, ...expected(asked, circumstances) }).catch(() => null);
  if (!verified?.verified) return null;
  return database.write(async (tx) => {
    const isFirst = await takeChallenge(tx, asked.challenge, asked.expires);
    if (!isFirst || !(await usePasskey(tx, known.id, verified.authenticationInfo.newCounter, now))) return null;
    return beginSession(tx, known.moderator, browser, now);
  });
}

/** What an answer may lack, until the library has looked. */
interface Unchecked {
  response?: { clientDataJSON?: unknown } | null;
}

interface Question {
  /** As an authenticator repeats it: base64url. */
  challenge: string;
  expires: number;
}

function challengeFor(purpose: Purpose, { secret, now }: Place): string {
  const random = randomBytes(32).toString('base64url');
  return seal(secret, 'passkey', `${purpose}/${now.getTime() + answerable}/${random}`);
}

/** Our question in an answer: one we asked, for this purpose, not too long ago. */
function questionIn(answer: Unchecked, purpose: Purpose, { secret, now }: Place): Question | null {
  const { challenge } = read<{ challenge?: unknown }>(decoded(answer.response?.clientDataJSON)) ?? {};
  const [asked, expires] = unseal(secret, 'passkey', decoded(challenge))?.split('/') ?? [];
  if (asked !== purpose || Number(expires) <= now.getTime()) return null;
  return { challenge: String(challenge), expires: Number(expires) };
}

function decoded(base64url: unknown): string {
  return typeof base64url === 'string' ? Buffer.from(base64url, 'base64url').toString() : '';
}

function expected({ challenge }: Question, { siteUrl }: Place) {
  const host = new URL(siteUrl).hostname;
  return { expectedChallenge: challenge, expectedOrigin: siteUrl, expectedRPID: host, requireUserVerification: true };
}

/** What an authenticator calls an account: nothing that says who it is. */
function userHandle(moderator: number, secret: Secret): string {
  return keyedHash(secret, 'passkey-user', String(moderator));
}

/** An answer as JSON. What is in it is checked by the library, which throws at whatever it does not expect. */
function read<Shape>(text: string): Shape | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Shape) : null; // see above
  } catch {
    return null;
  }
}
