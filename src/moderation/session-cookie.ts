/** The cookie that holds a session, and the token that its forms carry. */
import { timingSafeEqual } from 'node:crypto';
import type { SignedIn } from './moderator.ts';

/**
 * Its name and what a browser shall know of it. On https the name binds it to this host, to the whole of it and to
 * encrypted lines; plain http, on which nothing else would be kept, is for this machine.
 * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes
 */
export function sessionCookie(siteUrl: string): { name: string; options: { path: '/'; sameSite: 'lax'; httpOnly: true; secure: boolean } } {
  const secure = siteUrl.startsWith('https:');
  return { name: secure ? '__Host-session' : 'session', options: { path: '/', sameSite: 'lax', httpOnly: true, secure } };
}

/** Whether a form carries the token of the session it was posted with. */
export function holdsToken(form: FormData, { token }: SignedIn): boolean {
  const [given, expected] = [Buffer.from(String(form.get('token') ?? '')), Buffer.from(token)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}
