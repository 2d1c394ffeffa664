/** The cookie that holds a session, and the token that its forms carry. */
import { timingSafeEqual } from 'node:crypto';
import type { Settings } from '../site/settings.ts';
import type { SignedIn } from './moderator.ts';

/**
 * Its name and what a browser shall know of it. On https the name binds it to encrypted lines and, where the site has its
 * host for itself, to this host and the whole of it; under a base it is sent to nothing else on the host instead, which no
 * name can promise. Plain http, on which nothing else would be kept, is for this machine.
 * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes
 */
export function sessionCookie({ siteUrl, base }: Pick<Settings, 'siteUrl' | 'base'>): SessionCookie {
  const secure = siteUrl.startsWith('https:');
  const bound = base === '' ? '__Host-session' : '__Secure-session';
  return { name: secure ? bound : 'session', options: { path: `${base}/`, sameSite: 'lax', httpOnly: true, secure } };
}

interface SessionCookie {
  name: string;
  options: { path: string; sameSite: 'lax'; httpOnly: true; secure: boolean };
}

/** Whether a form carries the token that belongs to the cookie it was posted with. */
export function holdsToken(form: FormData, { token }: SignedIn): boolean {
  const [given, expected] = [Buffer.from(String(form.get('token') ?? '')), Buffer.from(token)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}
