import { createHash, randomBytes } from 'node:crypto';
import { seal, unseal, type Secret } from '../site/secret.ts';
import type { Draft } from './comment.ts';
import type { Typed } from './form.ts';

/** Holds a random number with our signature: proof that two comments come from one browser. */
export const receiptCookie = 'receipt';
/** Holds name, e-mail and website, only when its owner asked for that. Script on the page may read it to fill the form in. */
export const commenterCookie = 'commenter';
export const oneYear = 365 * 24 * 60 * 60;

/** The receipt a browser shows, or a new one. */
export function readReceipt(cookie: string | undefined, secret: Secret): string {
  return (cookie && unseal(secret, 'receipt', cookie)) || randomBytes(16).toString('base64url');
}

/** What the receipt cookie carries. */
export function sealReceipt(receipt: string, secret: Secret): string {
  return seal(secret, 'receipt', receipt);
}

/** The database holds only the hash of a receipt, so that nobody who reads it can pass for its holder. */
export function hashReceipt(receipt: string): string {
  return createHash('sha256').update(receipt).digest('base64url');
}

/** What the commenter cookie carries. */
export function packCommenter({ name, email, website }: Draft): string {
  return JSON.stringify({ name, email, website: website ?? '' });
}

/** The remembered part of a form, from whatever the cookie holds. */
export function unpackCommenter(cookie: string | undefined): Pick<Typed, 'name' | 'email' | 'website'> | null {
  try {
    const value: unknown = JSON.parse(cookie ?? '');
    if (typeof value !== 'object' || value === null) return null;
    const text = (key: string) => {
      const part: unknown = Reflect.get(value, key);
      return typeof part === 'string' ? part.slice(0, 300) : '';
    };
    return { name: text('name'), email: text('email'), website: text('website') };
  } catch {
    return null;
  }
}
