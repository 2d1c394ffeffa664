/**
 * The settings an operator gives through the environment. This table is the only place
 * where one is read; `tests/site/settings.test.ts` compares it with the README.
 */
import { BlockList, isIP } from 'node:net';
import { dirname, join } from 'node:path';
import { isEmailAddress } from './email-address.ts';
import { isLoopback } from './loopback.ts';
import { readSmtpUrl, type Smtp } from './smtp-url.ts';

export const commentModes = ['hold-first', 'open', 'hold-all', 'closed'] as const;
export type CommentMode = (typeof commentModes)[number];

export interface Settings {
  host: string;
  port: number;
  /** Origin of the site as readers see it, without a path: `https://example.org`. */
  siteUrl: string;
  /** The path of SITE_URL, which every address of the site begins with: empty, or `/blog` without a slash at its end. */
  base: string;
  databaseUrl: string;
  /** The mail server that passes letters on; null means that they are written to `mailDirectory`. */
  smtp: Smtp | null;
  /** Beside the database where that is a file: `data/mail`. */
  mailDirectory: string;
  /** The address that letters come from. */
  mailFrom: string;
  /** Proxies whose `X-Forwarded-For` entries are believed. */
  trustedProxies: BlockList;
  /** The key of every signature; `null` means: make one and keep it in `data/secret`. */
  secret: string | null;
  comments: CommentMode;
  limits: boolean;
  /** Whether readers' browsers keep the pages they opened. */
  offline: boolean;
}

/** Settings that cannot be used, each in one sentence that says what to write instead. */
export class SettingsError extends Error {
  constructor(problems: readonly string[]) {
    super(`These settings cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'SettingsError';
  }
}

/** Names of all settings, in the order of the README's table. */
export const settingNames = [
  'HOST',
  'PORT',
  'SITE_URL',
  'DATABASE_URL',
  'SMTP_URL',
  'MAIL_FROM',
  'TRUSTED_PROXIES',
  'SECRET',
  'COMMENTS',
  'LIMITS',
  'OFFLINE',
] as const;

/**
 * Reads the settings from an environment, filling in defaults.
 * @throws SettingsError naming every setting that is wrong, all at once.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const problems: string[] = [];
  const given = (name: (typeof settingNames)[number]) => env[name]?.trim() || null;
  const port = readPort(given('PORT') ?? '4321', problems);
  const { siteUrl, base } = readSiteUrl(given('SITE_URL') ?? `http://localhost:${port}`, problems);
  const limits = readLimits(given('LIMITS') ?? 'on', siteUrl, problems);
  const databaseUrl = readDatabaseUrl(given('DATABASE_URL') ?? 'file:data/afterword.db', problems);
  const settings: Settings = {
    host: given('HOST') ?? '127.0.0.1',
    port,
    siteUrl,
    base,
    databaseUrl,
    smtp: readSmtp(given('SMTP_URL'), problems),
    mailDirectory: join(databaseUrl.startsWith('file:') ? dirname(databaseUrl.replace(/^file:(\/\/)?/, '')) : 'data', 'mail'),
    mailFrom: readSender(given('MAIL_FROM'), siteUrl, problems),
    trustedProxies: readProxies(given('TRUSTED_PROXIES') ?? '', problems),
    secret: readSecret(given('SECRET'), problems),
    comments: readMode(given('COMMENTS') ?? 'hold-first', problems),
    limits,
    offline: readOffline(given('OFFLINE') ?? 'on', problems),
  };
  if (problems.length > 0) throw new SettingsError(problems);
  return settings;
}

function readPort(text: string, problems: string[]): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  problems.push(`PORT is “${text}”: write a number from 0 to 65535, such as 4321.`);
  return 4321;
}

function readSiteUrl(text: string, problems: string[]): Pick<Settings, 'siteUrl' | 'base'> {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '' || url.hash !== '') {
    problems.push(`SITE_URL is “${text}”: write the address readers use, such as https://example.org.`);
    return { siteUrl: 'http://localhost:4321', base: '' };
  }
  const base = url.pathname.replace(/\/$/, '');
  // What needs no percent sign has one spelling, so that nobody can get around it with another.
  if (!/^(\/[\w.~-]+)*$/.test(base)) {
    problems.push(`SITE_URL is “${text}”: write its path in letters, digits and . _ ~ - with single slashes, such as /blog/.`);
  }
  return { siteUrl: url.origin, base };
}

function readDatabaseUrl(text: string, problems: string[]): string {
  if (!/^(file:.|postgres(ql)?:\/\/)/.test(text)) {
    problems.push('DATABASE_URL must start with file: (SQLite) or postgres:// (Postgres), such as file:data/afterword.db.');
  }
  return text;
}

/** Says nothing of what was written: it may hold a password. */
function readSmtp(text: string | null, problems: string[]): Smtp | null {
  const smtp = text === null ? null : readSmtpUrl(text);
  if (text !== null && !smtp) {
    problems.push(
      'SMTP_URL must be smtps://user:password@host (encrypted from the start) or smtp://user:password@host (STARTTLS), special characters as %XX; ' +
        'smtp://host?tls=off, without a password, is for a network you trust.',
    );
  }
  return smtp;
}

function readSender(text: string | null, siteUrl: string, problems: string[]): string {
  if (text !== null && !isEmailAddress(text)) {
    problems.push(`MAIL_FROM is “${text}”: write one plain address, such as letters@example.org.`);
  }
  const atSite = `afterword@${URL.parse(siteUrl)?.hostname ?? ''}`;
  return text ?? (isEmailAddress(atSite) ? atSite : 'afterword@localhost');
}

function readSecret(text: string | null, problems: string[]): string | null {
  if (text !== null && text.length < 32) {
    problems.push('SECRET is too short: write at least 32 random characters, or leave it out and one is made for you.');
  }
  return text;
}

function readMode(text: string, problems: string[]): CommentMode {
  const mode = commentModes.find((name) => name === text);
  if (!mode) problems.push(`COMMENTS is “${text}”: write one of ${commentModes.join(', ')}.`);
  return mode ?? 'hold-first';
}

function readLimits(text: string, siteUrl: string, problems: string[]): boolean {
  if (text !== 'on' && text !== 'off') problems.push(`LIMITS is “${text}”: write on or off.`);
  if (text === 'off' && !isLoopback(URL.parse(siteUrl)?.hostname ?? '')) {
    problems.push('LIMITS is off, which is for load tests only: that needs a SITE_URL on this machine, such as http://localhost:4321.');
  }
  return text !== 'off';
}

function readOffline(text: string, problems: string[]): boolean {
  if (text !== 'on' && text !== 'off') problems.push(`OFFLINE is “${text}”: write on or off.`);
  return text !== 'off';
}

function readProxies(text: string, problems: string[]): BlockList {
  const proxies = new BlockList();
  for (const entry of text.split(/[\s,]+/).filter(Boolean)) {
    const [address = '', prefix, ...rest] = entry.split('/');
    const family = isIP(address);
    const bits = prefix === undefined ? (family === 4 ? 32 : 128) : Number(prefix);
    if (family === 0 || rest.length > 0 || !/^\d+$/.test(prefix ?? '0') || bits > (family === 4 ? 32 : 128)) {
      problems.push(`TRUSTED_PROXIES names “${entry}”: write addresses or networks, such as 127.0.0.1, 10.0.0.0/8.`);
    } else {
      proxies.addSubnet(address, bits, family === 4 ? 'ipv4' : 'ipv6');
    }
  }
  return proxies;
}
