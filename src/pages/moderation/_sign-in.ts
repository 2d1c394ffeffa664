import type { APIContext } from 'astro';
import { browserName } from '../../moderation/browser-name.ts';
import { returnTo } from '../../moderation/return-to.ts';
import { sessionCookie } from '../../moderation/session-cookie.ts';
import type { Circumstances } from '../../moderation/sign-in.ts';

type Context = Pick<APIContext, 'cookies' | 'locals' | 'request'>;

/** What signing in is decided with; null while the database does not answer. */
export function circumstancesOf({ database, secret, network, settings }: App.Locals): Circumstances | null {
  const { siteUrl, limits } = settings;
  return database && { database, secret, network: network ?? 'unknown', now: new Date(), siteUrl, limits };
}

/** The browser that asks: what it is called and its cookie. */
export function browserOf({ cookies, locals, request }: Context): { name: string; session: string | undefined } {
  const session = cookies.get(sessionCookie(locals.settings).name)?.value;
  return { name: browserName(request.headers.get('user-agent')), session };
}

/** Gives the browser its session and sends it where it wanted to go. */
export function welcome({ cookies, locals }: Context, session: string, to: string): Response {
  const { name, options } = sessionCookie(locals.settings);
  cookies.set(name, session, options);
  return new Response(null, { status: 303, headers: { location: returnTo(to) } });
}

/** Takes the cookie from the browser and leads it to the way in. */
export function farewell({ cookies, locals }: Context, to: string): Response {
  const { name, options } = sessionCookie(locals.settings);
  cookies.delete(name, options);
  return new Response(null, { status: 303, headers: { location: to } });
}

/** The answer while the database does not answer. */
export function unavailable(): Response {
  return new Response('Nobody can sign in just now. Please try again in a minute.', { status: 503, headers: { 'retry-after': '60' } });
}
