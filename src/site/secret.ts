import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The key of every signature the site makes. Each use names its purpose, so one can never stand in for another. */
export type Secret = string & { readonly secret: unique symbol };

/** The given `SECRET`, or the one kept in `data/secret`, made there the first time. */
export function readSecret(given: string | null, directory = 'data'): Secret {
  if (given) return given as Secret; // the one place where a string becomes a Secret
  const file = join(directory, 'secret');
  mkdirSync(directory, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFileSync(file, 'utf8').trim() as Secret;
}

/** A keyed hash of `value`, 22 characters (128 bits) of base64url. The same value under another purpose differs. */
export function keyedHash(secret: Secret, purpose: string, value: string): string {
  return createHmac('sha256', secret).update(`${purpose}\0${value}`).digest('base64url').slice(0, 22);
}

/** `value.signature`, to be given away and recognised later by `unseal`. `value` holds no dot. */
export function seal(secret: Secret, purpose: string, value: string): string {
  return `${value}.${keyedHash(secret, purpose, value)}`;
}

/** The value that was sealed for this purpose, or null for anything else. */
export function unseal(secret: Secret, purpose: string, sealed: string): string | null {
  const [value, signature, ...rest] = sealed.split('.');
  if (!value || !signature || rest.length > 0) return null;
  const expected = Buffer.from(keyedHash(secret, purpose, value));
  const actual = Buffer.from(signature);
  return expected.length === actual.length && timingSafeEqual(expected, actual) ? value : null;
}
