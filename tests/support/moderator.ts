/** An account of a running site and a session of it, made as anybody would: by the link that the command line prints. */
import type { Role } from '../../src/moderation/moderator.ts';
import { afterword, type Site } from './site.ts';

export interface SignedInBrowser {
  /** The address of the account. */
  email: string;
  /** As the header wants it: `session=…`. */
  cookie: string;
  /** What every form of this session carries in its field `token`. */
  token: string;
  get: (path: string, init?: RequestInit) => Promise<Response>;
  /** Posts a form with the token of that session in it, without following where it leads. */
  post: (path: string, fields?: Record<string, string> | [string, string][], headers?: Record<string, string>) => Promise<Response>;
}

let made = 0;

/** A new account with this role, signed in. An `author` is the id of one of the site. */
export async function signIn(site: Site, role: Role = 'owner', author?: string): Promise<SignedInBrowser> {
  made += 1;
  const email = `${role}-${made}@moderators.example`;
  return signInBy(
    site,
    await newLink(site, email, '--role', role, '--name', `The ${role}`, ...(author ? ['--author', author] : [])),
    email,
  );
}

/** Makes or changes an account and returns the path of the link that is printed. */
export async function newLink(site: Site, email: string, ...words: string[]): Promise<string> {
  const { code, output } = await afterword(site.env, 'moderator', 'add', email, ...words);
  const link = /^https?:\S+$/m.exec(output)?.[0];
  if (code !== 0 || !link) throw new Error(output);
  const { pathname, search } = new URL(link);
  return pathname + search;
}

/** Follows a link and presses the button there. */
export async function signInBy(site: Site, link: string, email = ''): Promise<SignedInBrowser> {
  const answer = await useLink(site, link);
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (answer.status !== 303 || !cookie) throw new Error(`${answer.status}: ${await answer.text()}`);
  const get = (path: string, init: RequestInit = {}) => site.get(path, { ...init, headers: { cookie, ...init.headers } });
  const token = /name="token" value="([^"]+)"/.exec(await (await get(`${site.base}/moderation/account/`)).text())?.[1] ?? '';
  return {
    email,
    cookie,
    token,
    get,
    post: (path, fields = {}, headers = {}) => {
      const pairs = Array.isArray(fields) ? fields : Object.entries(fields);
      return site.post(path, new URLSearchParams([['token', token], ...pairs]), { cookie, ...headers });
    },
  };
}

/** Posts what the page of a link would post. */
export function useLink(site: Site, link: string, headers: Record<string, string> = {}): Promise<Response> {
  const query = new URL(link, site.url).searchParams;
  return site.post(`${site.base}/moderation/sign-in/link/`, { link: query.get('token') ?? '', to: query.get('to') ?? '' }, headers);
}
