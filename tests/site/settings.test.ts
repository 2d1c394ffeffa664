import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { commentModes, readSettings, settingNames, SettingsError } from '../../src/site/settings.ts';
import type { Smtp } from '../../src/site/smtp-url.ts';
import { root } from '../support/site.ts';
import { sources, withoutComments } from '../support/sources.ts';

/** What a setting of the README's table is worth when it is left out, beside what the code makes of it. */
const defaults: Record<
  (typeof settingNames)[number],
  { shown: RegExp; read: (settings: ReturnType<typeof readSettings>) => unknown; value: unknown }
> = {
  HOST: { shown: /^`127\.0\.0\.1`/, read: ({ host }) => host, value: '127.0.0.1' },
  PORT: { shown: /^`4321`/, read: ({ port }) => port, value: 4321 },
  SITE_URL: { shown: /^`http:\/\/localhost:4321`/, read: ({ siteUrl }) => siteUrl, value: 'http://localhost:4321' },
  DATABASE_URL: { shown: /^`file:data\/afterword\.db`/, read: ({ databaseUrl }) => databaseUrl, value: 'file:data/afterword.db' },
  SMTP_URL: { shown: /^none/, read: ({ smtp }) => smtp, value: null },
  MAIL_FROM: { shown: /^`afterword@`/, read: ({ mailFrom }) => mailFrom, value: 'afterword@localhost' },
  TRUSTED_PROXIES: { shown: /^none/, read: ({ trustedProxies }) => trustedProxies.rules, value: [] },
  SECRET: { shown: /data\/secret/, read: ({ secret }) => secret, value: null },
  COMMENTS: { shown: /^`hold-first`/, read: ({ comments }) => comments, value: 'hold-first' },
  LIMITS: { shown: /^`on`/, read: ({ limits }) => limits, value: true },
  OFFLINE: { shown: /^`on`/, read: ({ offline }) => offline, value: true },
};

/** Variables of the environment that are not settings: they belong to the machine or to tools that are started. */
const ofTheMachine = ['PATH', 'HOME', 'TZ', 'CHROMIUM'];

describe('the settings', () => {
  const rows = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/^\| `([A-Z_]+)` \| (.+?) \|/gm)];

  it('stand in the README’s table, all of them and no others, in this order', () => {
    assert.deepEqual(
      rows.map(([, name]) => name),
      [...settingNames],
    );
  });

  for (const name of settingNames) {
    it(`${name} has the default that the README gives`, () => {
      const shown = rows.find(([, row]) => row === name)?.[2] ?? '';
      assert.match(shown, defaults[name].shown);
      assert.deepEqual(defaults[name].read(readSettings({})), defaults[name].value);
      assert.deepEqual(defaults[name].read(readSettings({ [name]: '  ' })), defaults[name].value, 'empty is as good as left out');
    });
  }

  it('are the only variables the code reads', () => {
    const read = sources('src').flatMap(({ path, text }) =>
      [...withoutComments(text).matchAll(/\benv(?:\.|\[\s*['"`])([A-Z][A-Z_]+)/g)].map(([, name = '']) => ({ path, name })),
    );
    const allowed = new Set<string>([...settingNames, ...ofTheMachine, 'DEV', 'BASE_URL']);
    assert.deepEqual(
      read.filter(({ name }) => !allowed.has(name)),
      [],
    );
    assert.ok(read.length > 0, 'the search finds what is there');
  });

  it('are read by name in one file alone', () => {
    const readers = sources('src').filter(({ text }) =>
      settingNames.some((name) => new RegExp(`\\benv(\\.|\\[['"\`])${name}\\b`).test(text)),
    );
    assert.deepEqual(
      readers.map(({ path }) => path),
      [],
    );
  });
});

describe('a setting that is given', () => {
  it('is used', () => {
    const settings = readSettings({
      HOST: '::',
      PORT: '8080',
      SITE_URL: 'https://example.org/',
      DATABASE_URL: 'postgres://user:password@host/name',
      SMTP_URL: 'smtp://localhost',
      MAIL_FROM: 'letters@example.org',
      TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8 2001:db8::/32',
      SECRET: 'thirty-two characters, or a few more',
      COMMENTS: 'open',
      LIMITS: 'on',
    });
    assert.deepEqual([settings.siteUrl, settings.base], ['https://example.org', '']);
    assert.deepEqual([settings.host, settings.port, settings.comments, settings.limits], ['::', 8080, 'open', true]);
    assert.deepEqual(settings.smtp, { host: 'localhost', port: 587, encryption: 'none', login: null });
    assert.equal(settings.mailFrom, 'letters@example.org');
    assert.equal(settings.databaseUrl, 'postgres://user:password@host/name');
    assert.equal(settings.secret, 'thirty-two characters, or a few more');
    const trusts = (address: string, family: 'ipv4' | 'ipv6') => settings.trustedProxies.check(address, family);
    assert.deepEqual([trusts('127.0.0.1', 'ipv4'), trusts('10.200.3.4', 'ipv4'), trusts('2001:db8:1::9', 'ipv6')], [true, true, true]);
    assert.deepEqual([trusts('127.0.0.2', 'ipv4'), trusts('11.0.0.1', 'ipv4'), trusts('2001:db9::1', 'ipv6')], [false, false, false]);
  });

  for (const mode of commentModes) it(`COMMENTS may be ${mode}`, () => assert.equal(readSettings({ COMMENTS: mode }).comments, mode));

  for (const [address, base] of [
    ['https://example.org/blog/', '/blog'],
    ['https://example.org/blog', '/blog'],
    ['https://example.org/a/b-2/c_3.d~/', '/a/b-2/c_3.d~'],
    ['https://example.org/a/../b/', '/b'],
    ['https://example.org/.', ''],
  ] as const) {
    it(`SITE_URL=${address} has its origin and, apart from it, its path`, () => {
      const settings = readSettings({ SITE_URL: address });
      assert.deepEqual([settings.siteUrl, settings.base, settings.mailFrom], ['https://example.org', base, 'afterword@example.org']);
    });
  }

  it('PORT gives SITE_URL its port, and SITE_URL gives MAIL_FROM its host', () => {
    assert.equal(readSettings({ PORT: '5000' }).siteUrl, 'http://localhost:5000');
    assert.equal(readSettings({ SITE_URL: 'https://essays.example.org' }).mailFrom, 'afterword@essays.example.org');
  });
});

describe('SMTP_URL', () => {
  const login = { user: 'letters@example.org', password: 'p@ss:w/rd' };
  const read: [url: string, smtp: Smtp][] = [
    ['smtps://letters%40example.org:p%40ss%3Aw%2Frd@mail.example.org', { host: 'mail.example.org', port: 465, encryption: 'tls', login }],
    [
      'smtp://letters%40example.org:p%40ss%3Aw%2Frd@mail.example.org/',
      { host: 'mail.example.org', port: 587, encryption: 'starttls', login },
    ],
    ['smtp://relay:25', { host: 'relay', port: 25, encryption: 'starttls', login: null }],
    ['smtp://relay:25?tls=off', { host: 'relay', port: 25, encryption: 'none', login: null }],
    ['smtp://[::1]:2525', { host: '::1', port: 2525, encryption: 'none', login: null }],
    ['smtps://127.0.0.1', { host: '127.0.0.1', port: 465, encryption: 'tls', login: null }],
  ];
  for (const [url, smtp] of read) {
    it(`${url} is ${smtp.host}, port ${smtp.port}, with encryption ${smtp.encryption}`, () =>
      assert.deepEqual(readSettings({ SMTP_URL: url }).smtp, smtp));
  }

  it('left out lets letters be written beside the database', () => {
    assert.equal(readSettings({}).mailDirectory, 'data/mail');
    assert.equal(readSettings({ DATABASE_URL: 'file:///var/lib/afterword/a.db' }).mailDirectory, '/var/lib/afterword/mail');
    assert.equal(readSettings({ DATABASE_URL: 'postgres://host/name' }).mailDirectory, 'data/mail');
  });
});

describe('a setting that cannot be used', () => {
  const wrong: [name: (typeof settingNames)[number], value: string, says: RegExp][] = [
    ['PORT', 'eighty', /PORT is “eighty”: write a number from 0 to 65535/],
    ['PORT', '65536', /PORT is “65536”/],
    ['PORT', '-1', /PORT is “-1”/],
    ['PORT', '4321.5', /PORT is “4321\.5”/],
    ['PORT', '0x10', /PORT is “0x10”/],
    ['SITE_URL', 'example.org', /SITE_URL is “example\.org”: write the address readers use, such as https:\/\/example\.org\./],
    ['SITE_URL', 'ftp://example.org', /SITE_URL/],
    ['SITE_URL', 'https://user@example.org', /SITE_URL/],
    ['SITE_URL', 'https://example.org/?a', /SITE_URL/],
    ['SITE_URL', 'https://example.org/#a', /SITE_URL/],
    ...[
      'https://example.org/a//b/',
      'https://example.org//',
      'https://example.org/a%20b/',
      'https://example.org/bücher/',
      'https://example.org/a;b/',
    ].map((value): (typeof wrong)[number] => [
      'SITE_URL',
      value,
      /SITE_URL is “.*”: write its path in letters, digits and \. _ ~ - with single slashes, such as \/blog\/\./,
    ]),
    ['SITE_URL', 'https://example.org/blog/?a', /SITE_URL/],
    ['DATABASE_URL', 'mysql://host/name', /DATABASE_URL must start with file: \(SQLite\) or postgres:\/\//],
    ['DATABASE_URL', 'data/afterword.db', /DATABASE_URL/],
    ['DATABASE_URL', 'file:', /DATABASE_URL/],
    ...['mail.example.org', 'http://mail.example.org', 'smtp://', 'smtp://a:b%@host', 'smtp://user@host', 'smtp://:password@host'].map(
      (value): (typeof wrong)[number] => ['SMTP_URL', value, /SMTP_URL must be smtps:\/\/user:password@host/],
    ),
    ...[
      'smtp://host/path',
      'smtp://host/#a',
      'smtp://host?tls=maybe',
      'smtps://host?tls=off',
      'smtp://a:b@host?tls=off',
      'smtp://ho%0Ast',
    ].map((value): (typeof wrong)[number] => ['SMTP_URL', value, /SMTP_URL must be/]),
    ['MAIL_FROM', 'letters', /MAIL_FROM is “letters”: write one plain address, such as letters@example\.org\./],
    ['MAIL_FROM', 'Letters <letters@example.org>', /MAIL_FROM/],
    ['MAIL_FROM', 'a@example.org, b@example.org', /MAIL_FROM/],
    ['TRUSTED_PROXIES', 'localhost', /TRUSTED_PROXIES names “localhost”: write addresses or networks/],
    ['TRUSTED_PROXIES', '10.0.0.0/33', /TRUSTED_PROXIES names “10\.0\.0\.0\/33”/],
    ['TRUSTED_PROXIES', '10.0.0.0/', /TRUSTED_PROXIES/],
    ['TRUSTED_PROXIES', '2001:db8::/129', /TRUSTED_PROXIES/],
    ['TRUSTED_PROXIES', '127.0.0.1, 10.0.0.0/8/8', /TRUSTED_PROXIES names “10\.0\.0\.0\/8\/8”/],
    ['SECRET', 'hunter2', /SECRET is too short: write at least 32 random characters/],
    ['COMMENTS', 'yes', /COMMENTS is “yes”: write one of hold-first, open, hold-all, closed\./],
    ['OFFLINE', 'never', /OFFLINE is “never”: write on or off\./],
    ['LIMITS', 'none', /LIMITS is “none”: write on or off\./],
  ];
  for (const [name, value, says] of wrong) {
    it(`${name}=${value} is refused in a sentence`, () => assert.throws(() => readSettings({ [name]: value }), messageOf(says)));
  }

  it('never has its secret repeated', () => {
    assert.throws(
      () => readSettings({ SECRET: 'hunter2', DATABASE_URL: 'mysql://user:hunter2@host/name', SMTP_URL: 'smtp://user:hunter2@host/x' }),
      (error: Error) => !error.message.includes('hunter2'),
    );
  });

  it('is listed with all the others at once, one in a line', () => {
    const env = { PORT: 'x', SITE_URL: 'x', DATABASE_URL: 'x', TRUSTED_PROXIES: 'x', SECRET: 'x', COMMENTS: 'x', LIMITS: 'x' };
    assert.throws(
      () => readSettings(env),
      (error: Error) => {
        const [heading, ...lines] = error.message.split('\n');
        assert.equal(heading, 'These settings cannot be used:');
        assert.deepEqual(lines.map((line) => line.trim().split(' ')[0]).sort(), Object.keys(env).sort());
        return true;
      },
    );
  });
});

describe('LIMITS=off', () => {
  for (const loopback of ['http://localhost:4321', 'http://127.0.0.1', 'http://127.9.9.9:80', 'http://[::1]:4321']) {
    it(`is accepted with ${loopback}`, () => assert.equal(readSettings({ LIMITS: 'off', SITE_URL: loopback }).limits, false));
  }
  it('is accepted without a SITE_URL, which then is this machine', () => assert.equal(readSettings({ LIMITS: 'off' }).limits, false));
  for (const reachable of [
    'https://example.org',
    'http://192.168.1.2',
    'https://localhost.example.org',
    'http://127.0.0.1.nip.io',
    'http://0.0.0.0',
  ]) {
    it(`is refused with ${reachable}`, () =>
      assert.throws(() => readSettings({ LIMITS: 'off', SITE_URL: reachable }), messageOf(/LIMITS is off, which is for load tests only/)));
  }
});

function messageOf(says: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof SettingsError);
    assert.match(error.message, says);
    return true;
  };
}
