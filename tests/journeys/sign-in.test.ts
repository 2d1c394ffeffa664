import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newLink, signIn, signInBy, useLink } from '../support/moderator.ts';
import { afterword, type Site, startSite } from '../support/site.ts';

const account = '/moderation/account/';

describe('signing in by a link', () => {
  let site: Site;
  before(async () => {
    site = await startSite();
  });
  after(() => site.stop());

  it('asks on a page that changes nothing, and a form signs in once', async () => {
    const link = await newLink(site, 'once@moderators.example', '--name', 'Once & Only');
    for (let looked = 0; looked < 3; looked += 1) {
      const page = await site.get(link);
      assert.equal(page.status, 200);
      assert.deepEqual(page.headers.getSetCookie(), []);
      assert.match(await page.text(), /as <strong><bdi>Once &amp; Only<\/bdi><\/strong>/);
    }
    const browser = await signInBy(site, link);
    const page = await browser.get(account);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /once@moderators\.example/);
    const again = await useLink(site, link);
    assert.equal(again.status, 403);
    assert.deepEqual(again.headers.getSetCookie(), []);
    assert.equal((await site.get(link)).status, 403);
  });

  it('leads back to the page of moderation that was asked for, and nowhere else', async () => {
    const refused = await site.get('/moderation/account/?x=1');
    assert.equal(refused.status, 303);
    assert.equal(refused.headers.get('location'), '/moderation/sign-in/?to=%2Fmoderation%2Faccount%2F%3Fx%3D1');
    const link = await newLink(site, 'returns@moderators.example');
    const answer = await useLink(site, `${link}&to=${encodeURIComponent('/moderation/account/?x=1')}`);
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/moderation/account/?x=1']);
    const elsewhere = await useLink(site, `${await newLink(site, 'returns@moderators.example')}&to=//evil.example/moderation/`);
    assert.deepEqual([elsewhere.status, elsewhere.headers.get('location')], [303, '/moderation/']);
  });

  it('makes a new session each time, in place of the one the browser had', async () => {
    const first = await signIn(site, 'moderator');
    const answer = await useLink(site, await newLink(site, first.email), { cookie: first.cookie });
    const [second = ''] = answer.headers.getSetCookie();
    assert.notEqual(second.split(';')[0], first.cookie);
    assert.equal((await first.get(account)).status, 303, 'the old one is over');
    assert.equal((await site.get(account, { headers: { cookie: second.split(';')[0] ?? '' } })).status, 200);
  });

  it('ends for all browsers at once when the account is removed, and the links that were not used yet are void', async () => {
    const one = await signIn(site, 'moderator');
    const another = await signInBy(site, await newLink(site, one.email));
    const unused = await newLink(site, one.email);
    assert.equal((await another.get(account)).status, 200);
    const { code, output } = await afterword(site.env, 'moderator', 'remove', one.email);
    assert.equal(code, 0, output);
    for (const browser of [one, another]) assert.equal((await browser.get(account)).status, 303);
    assert.equal((await useLink(site, unused)).status, 403);
  });
});
