import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openDatabase } from '../../src/database/open.ts';
import { addModerator } from '../../src/moderation/moderators.ts';
import { sessionCookie } from '../../src/moderation/session-cookie.ts';
import { addSignIn } from '../../src/moderation/sign-ins.ts';
import { type Running, run } from '../../src/server/main.ts';
import { readSecret } from '../../src/site/secret.ts';
import { root } from '../support/site.ts';

for (const [siteUrl, name, secure] of [
  ['http://localhost:4321', 'session', false],
  ['https://afterword.example', '__Host-session', true],
] as const) {
  describe(`the cookie of a session at ${siteUrl}`, () => {
    let running: Running;
    const directory = mkdtempSync(join(tmpdir(), 'afterword-'));
    const env = {
      PORT: '0',
      SITE_URL: siteUrl,
      DATABASE_URL: `file:${join(directory, 'afterword.db')}`,
      SECRET: 'for tests only, and long enough to be one',
    };
    before(async () => {
      running = await run(env, join(root, 'dist'));
    });
    after(async () => {
      await running.stop();
      rmSync(directory, { recursive: true });
    });

    async function signIn(): Promise<Response> {
      const database = await openDatabase(env.DATABASE_URL);
      const link = await database.write(async (tx) => {
        const { id } = await addModerator(tx, { email: 'owner@example.org' }, new Date());
        return addSignIn(tx, id, readSecret(env.SECRET), new Date());
      });
      await database.close();
      const body = new URLSearchParams({ link, to: '' });
      return fetch(`${running.url}/moderation/sign-in/link/`, { method: 'POST', body, redirect: 'manual' });
    }

    it('is for this host, all of it, for no script, for no other site, and for encrypted lines where there are any', async () => {
      const answer = await signIn();
      const [cookie = '', ...more] = answer.headers.getSetCookie();
      assert.equal(more.length, 0);
      const [pair = '', ...attributes] = cookie.split('; ');
      assert.match(pair, new RegExp(`^${name}=[\\w-]{43}$`));
      assert.deepEqual(attributes.sort(), ['HttpOnly', 'Path=/', 'SameSite=Lax', ...(secure ? ['Secure'] : [])]);
    });

    it('is no use under its other name, and is taken back on signing out', async () => {
      const cookie = (await signIn()).headers.getSetCookie()[0]?.split(';')[0] ?? '';
      const account = (as: string) => fetch(`${running.url}/moderation/account/`, { headers: { cookie: as }, redirect: 'manual' });
      const page = await account(cookie);
      assert.equal(page.status, 200);
      assert.match(page.headers.get('cache-control') ?? '', /no-store/);
      const other = name === 'session' ? '__Host-session' : 'session';
      assert.equal((await account(cookie.replace(/^[^=]+/, other))).status, 303);
      const token = /name="token" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
      const out = await fetch(`${running.url}/moderation/sign-out/`, {
        method: 'POST',
        body: new URLSearchParams({ token }),
        headers: { cookie },
        redirect: 'manual',
      });
      const [gone = ''] = out.headers.getSetCookie();
      assert.ok(gone.startsWith(`${name}=`));
      assert.match(gone, /Expires=Thu, 01 Jan 1970/);
      assert.equal(/; Secure/.test(gone), secure);
      assert.equal((await account(cookie)).status, 303, 'whoever kept a copy of it is out as well');
    });
  });
}

describe('the cookie of a session below a path', () => {
  it('is sent to nothing else on its host', () => {
    const secure = sessionCookie({ siteUrl: 'https://afterword.example', base: '/blog' });
    assert.deepEqual(secure, { name: '__Secure-session', options: { path: '/blog/', sameSite: 'lax', httpOnly: true, secure: true } });
    assert.equal(sessionCookie({ siteUrl: 'http://localhost:4321', base: '/blog' }).name, 'session');
  });
});
