import { isLoopback } from './loopback.ts';

/** A mail server that passes letters on, and how to speak to it. */
export interface Smtp {
  host: string;
  port: number;
  /** Encrypted from the first byte, after STARTTLS or not at all with `none`. There is no “if it can be”. */
  encryption: 'tls' | 'starttls' | 'none';
  /** What the server knows the site by; null when it asks for nothing. */
  login: { user: string; password: string } | null;
}

/**
 * Reads an `SMTP_URL`: `smtps://user:password@host` is encrypted from the start, `smtp://…` by STARTTLS; a server on this
 * machine, or one called with `?tls=off`, is spoken to in clear. Null when it cannot be used.
 */
export function readSmtpUrl(text: string): Smtp | null {
  const url = URL.parse(text);
  if (!url || !/^smtps?:$/.test(url.protocol) || !/^\/?$/.test(url.pathname) || url.hash !== '') return null;
  if (!/^([a-z\d_-]+(\.[a-z\d_-]+)*\.?|\[[\da-f:.]+\])$/i.test(url.hostname)) return null;
  if (url.search !== '' && (url.search !== '?tls=off' || url.protocol === 'smtps:')) return null;
  const login = readLogin(url);
  if (login === undefined || url.port === '0') return null;
  const isPlain = url.search !== '' || isLoopback(url.hostname);
  const encryption = url.protocol === 'smtps:' ? 'tls' : isPlain ? 'none' : 'starttls';
  // A password is not shown to a network.
  if (login && encryption === 'none' && !isLoopback(url.hostname)) return null;
  const port = url.port === '' ? (encryption === 'tls' ? 465 : 587) : Number(url.port);
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port, encryption, login };
}

function readLogin({ username, password }: URL): Smtp['login'] | undefined {
  if (username === '' && password === '') return null;
  if (username === '' || password === '') return undefined;
  try {
    return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    return undefined;
  }
}
