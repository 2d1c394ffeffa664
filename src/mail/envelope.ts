/** Letters hold addresses and, for a sign-in, a token of which only a hash may be kept: they are stored encrypted. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Secret } from '../site/secret.ts';

/** What of a letter is nobody's business. */
export interface Contents {
  to: string;
  subject: string;
  text: string;
}

/** Encrypts what a letter says and to whom. `id` is the letter's Message-ID: under another one it cannot be opened. */
export function closeEnvelope({ to, subject, text }: Contents, id: string, secret: Secret): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, keyOf(secret), nonce).setAAD(Buffer.from(id));
  const hidden = Buffer.concat([cipher.update(JSON.stringify([to, subject, text])), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url');
}

/** What `closeEnvelope` hid; null when it was made with another secret, for another letter, or was changed. */
export function openEnvelope(sealed: string, id: string, secret: Secret): Contents | null {
  const bytes = Buffer.from(sealed, 'base64url');
  const [nonce, tag, hidden] = [bytes.subarray(0, nonceBytes), bytes.subarray(nonceBytes, headBytes), bytes.subarray(headBytes)];
  try {
    const decipher = createDecipheriv(algorithm, keyOf(secret), nonce, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(id)).setAuthTag(tag);
    const shown = Buffer.concat([decipher.update(hidden), decipher.final()]).toString();
    const [to, subject, text] = JSON.parse(shown) as [string, string, string]; // authentic, so it is what closeEnvelope wrote
    return { to, subject, text };
  } catch {
    return null;
  }
}

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = nonceBytes + tagBytes;

function keyOf(secret: Secret): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'letters', 32));
}
