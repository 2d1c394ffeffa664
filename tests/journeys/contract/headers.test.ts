import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { filePolicy } from '../../../src/server/headers.ts';
import { run, type Running } from '../../../src/server/main.ts';
import { askRaw, type RawAnswer, sendRaw } from '../../support/raw.ts';
import { aComment, discussion, essay, root } from '../../support/site.ts';

const fixed: Record<string, RegExp> = {
  // A page may use what the build made; a file that is opened by itself, a style sheet and a typeface.
  'content-security-policy':
    /^default-src 'none'; (script-src 'self'[^;]*; style-src 'self'|style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none')/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'referrer-policy': /^strict-origin-when-cross-origin$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-embedder-policy': /^require-corp$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'permissions-policy': /camera=\(\)/,
};

/** One request of every kind, and the status it ends in. */
async function everyKind(url: string): Promise<[status: number, what: string, answer: RawAnswer | null][]> {
  const form = 'Content-Type: application/x-www-form-urlencoded';
  const post = (lines: readonly string[], body: string, address = discussion) =>
    sendRaw(url, [`POST ${address} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...lines, '', body].join('\r\n'));
  const send = (fields: Record<string, string>, address = discussion, ...lines: string[]) => {
    const body = new URLSearchParams(fields).toString();
    return post([form, `Content-Length: ${body.length}`, ...lines], body, address);
  };
  const etag = (await askRaw(url, '/feed.xml'))?.headers.get('etag') ?? '';
  const kinds: [number, string, Promise<RawAnswer | null>][] = [
    [200, 'a page', askRaw(url, essay)],
    [200, 'a page on demand', askRaw(url, discussion)],
    [200, 'a feed', askRaw(url, '/feed.xml')],
    [200, 'health', askRaw(url, '/healthz')],
    [200, 'HEAD', askRaw(url, '/', [], 'HEAD')],
    [200, 'an expectation we do not know', askRaw(url, '/', ['Expect: miracles'])],
    [204, 'a read', send({}, `${essay}reads/`)],
    [301, 'a redirect', askRaw(url, '/about')],
    [303, 'a comment', send(aComment())],
    [304, 'nothing new', askRaw(url, '/feed.xml', [`If-None-Match: ${etag}`])],
    [400, 'a bad path', askRaw(url, '/%zz')],
    [400, 'no host', sendRaw(url, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n')],
    [400, 'no request at all', sendRaw(url, 'EHLO mail.example\r\n\r\n')],
    [400, 'two lengths', post([form, 'Content-Length: 1', 'Content-Length: 2'], 'ab')],
    [403, 'another site', send(aComment(), discussion, 'Origin: https://evil.example')],
    [404, 'nothing there', askRaw(url, '/nothing/')],
    [404, 'a comment on nothing', send(aComment(), '/2008/02/nothing/comments/')],
    [405, 'a wrong method', askRaw(url, '/', [], 'DELETE')],
    [405, 'a tunnel', askRaw(url, 'localhost:80', [], 'CONNECT')],
    [405, 'a form to a page', send(aComment(), essay)],
    [413, 'too large', post([form, 'Content-Length: 9999999'], '')],
    [414, 'a long address', askRaw(url, `/${'a'.repeat(9_000)}`)],
    [415, 'a wrong type', post(['Content-Type: text/plain', 'Content-Length: 2'], '{}')],
    [421, 'another host', askRaw(url, '/', ['Host: evil.example'])],
    [422, 'an empty form', send({})],
    [431, 'too many headers', askRaw(url, '/', [`X: ${'x'.repeat(20_000)}`])],
  ];
  const answers = await Promise.all(kinds.map(([, , answer]) => answer));
  const found = kinds.map(([status, what], index): [number, string, RawAnswer | null] => [status, what, answers[index] ?? null]);
  for (let sent = 0; sent < 5; sent += 1) await send(aComment());
  return [...found, [429, 'too fast', await send(aComment())]];
}

for (const siteUrl of ['http://localhost:4321', 'https://afterword.example']) {
  describe(`every response of ${siteUrl}`, () => {
    let running: Running;
    const directory = mkdtempSync(join(tmpdir(), 'afterword-'));
    before(async () => {
      const env = {
        PORT: '0',
        SITE_URL: siteUrl,
        DATABASE_URL: `file:${join(directory, 'afterword.db')}`,
        SECRET: 'for tests only, and long enough to be one',
        COMMENTS: 'open',
      };
      running = await run(env, join(root, 'dist'));
    });
    after(async () => {
      await running.stop();
      rmSync(directory, { recursive: true });
    });

    it('sets cookies only where a comment was accepted, and Secure where the site is', async () => {
      for (const address of ['/', essay, discussion])
        assert.equal((await askRaw(running.url, address))?.headers.get('set-cookie'), undefined, address);
      const fields = new URLSearchParams(aComment({ remember: 'yes' }));
      const answer = await fetch(running.url + discussion, { method: 'POST', body: fields, redirect: 'manual' });
      assert.deepEqual(
        answer.headers.getSetCookie().map((cookie) => cookie.split('=')[0]),
        ['receipt', 'commenter'],
      );
      for (const cookie of answer.headers.getSetCookie()) {
        assert.match(cookie, /; Max-Age=31536000; Path=\/; .*SameSite=Lax/);
        assert.equal(/; Secure/.test(cookie), siteUrl.startsWith('https:'), cookie.split('=')[0]);
        assert.equal(/; HttpOnly/.test(cookie), cookie.startsWith('receipt='), cookie.split('=')[0]);
      }
    });

    it('has the status of its kind and every security header, once', async () => {
      for (const [status, what, answer] of await everyKind(running.url)) {
        assert.equal(answer?.status, status, what);
        for (const [name, value] of Object.entries(fixed)) assert.match(answer.headers.get(name) ?? '', value, `${name} of ${what}`);
        const policy = answer.headers.get('content-security-policy') ?? '';
        assert.doesNotMatch(policy, /unsafe|\*|http:|data:/);
        const ofFile = policy === filePolicy;
        assert.equal(ofFile, ['a feed', 'nothing new'].includes(what), `the policy of ${what}`);
        if (!ofFile) assert.match(policy, /form-action 'self'.*base-uri 'none'.*frame-ancestors 'none'/);
        assert.equal(answer.headers.get('server') ?? answer.headers.get('x-powered-by'), undefined);
        assert.equal(answer.headers.has('strict-transport-security'), siteUrl.startsWith('https:'), `HSTS of ${what}`);
        assert.equal(policy.includes('upgrade-insecure-requests'), siteUrl.startsWith('https:') && !ofFile);
        if (![204, 304].includes(status)) assert.equal(answer.headers.has('content-length'), true, `the length of ${what}`);
        if (status >= 400) assert.match(answer.headers.get('cache-control') ?? '', /no-store/, `caching of ${what}`);
      }
    });
  });
}
