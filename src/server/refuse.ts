import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../site/loopback.ts';

/** Why a request is answered here and goes no further. */
export interface Refusal {
  status: 400 | 403 | 404 | 405 | 413 | 414 | 415 | 421;
  text: string;
  allow?: string;
}

/** A request that is well-formed: its one canonical path, decoded and encoded again, without the base, and its query. */
export interface Target {
  path: string;
  query: string;
}

const longestTarget = 8_192;
/** Holds 65,525 bytes of comment, each written as %XX, and the other fields. */
export const largestBody = 256 * 1_024;

/** Reads the address of a request, or says what is wrong with it. */
export function readTarget(request: IncomingMessage, siteHost: string, base: string): Target | Refusal {
  if (request.headers.host === undefined && request.httpVersion !== '1.0')
    return { status: 400, text: 'The request does not say for which host it is.' };
  if (!isOurHost(request, siteHost)) return { status: 421, text: 'This server does not answer for that host.' };
  const url = request.url ?? '';
  if (url.length > longestTarget) return { status: 414, text: 'The address is too long.' };
  const [rawPath = '', ...rest] = url.split('?');
  const path = canonicalPath(rawPath);
  if (path === null) return { status: 400, text: 'The address is malformed.' };
  // Whoever asks for the health of a process on its own port need not know where on the web the site is.
  const below = path === '/healthz' ? path : pathBelow(base, path);
  if (below === null) return { status: 404, text: `There is nothing here. The site is at ${base}/.` };
  return { path: below, query: rest.length > 0 ? `?${rest.join('?')}` : '' };
}

/** The answer to a method this address does not have; `allow` names those it has. */
export function notAllowed(allow: string): Refusal {
  return { status: 405, text: `This address answers to ${allow}.`, allow };
}

/** Whether the body of a POST is one of the two kinds a form sends, and not too large as far as it says. */
export function refuseBody({ headers }: IncomingMessage): Refusal | null {
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i.test(headers['content-type'] ?? '')) {
    return { status: 415, text: 'A form is sent as application/x-www-form-urlencoded or multipart/form-data.' };
  }
  return Number(headers['content-length'] ?? 0) > largestBody ? tooLarge : null;
}

export const tooLarge: Refusal = { status: 413, text: `A form may have ${largestBody} bytes.` };

/**
 * Whether a browser sent this from one of our own pages. Fetch Metadata says so; older browsers send an Origin; a program
 * that sends neither carries nobody's cookies against their will. @see https://words.filippo.io/csrf/
 */
export function refuseForeign({ headers }: IncomingMessage, siteUrl: string): Refusal | null {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none' ? null : foreign;
  const { origin } = headers;
  if (origin === undefined || origin === siteUrl) return null;
  return URL.parse(origin)?.host === headers.host ? null : foreign;
}

const foreign: Refusal = { status: 403, text: 'This form was sent from another site. Please use the form on this one.' };

/** The site's own host, or this machine asking itself (for health checks and tunnels). */
function isOurHost({ headers: { host } }: IncomingMessage, siteHost: string): boolean {
  if (host === undefined || host.toLowerCase() === siteHost) return true;
  const match = /^(\[::1\]|[a-z0-9.-]+)(:\d{1,5})?$/i.exec(host);
  return match !== null && isLoopback(match[1] ?? '');
}

/** What follows the base in a canonical path: nothing for the base itself, null outside of it. `/blogger/` is not below `/blog`. */
export function pathBelow(base: string, path: string): string | null {
  return path === base || path.startsWith(`${base}/`) ? path.slice(base.length) : null;
}

/**
 * One spelling per path: percent-encoding undone once and made again the same way. Null for what no address of ours could be:
 * bad encoding, control characters, backslashes, encoded slashes, empty and dot segments. (What begins with two slashes
 * would be another host wherever a URL is made of it.)
 */
export function canonicalPath(rawPath: string): string | null {
  if (!rawPath.startsWith('/') || /\/\/|%2f|%5c|\\/i.test(rawPath)) return null;
  let decoded: string;
  try {
    decoded = decodeURIComponent(rawPath);
  } catch {
    return null;
  }
  if (/\p{Cc}|\\/u.test(decoded) || /\/\.{1,2}(\/|$)/.test(decoded)) return null;
  return decoded.split('/').map(encodeURIComponent).join('/');
}
