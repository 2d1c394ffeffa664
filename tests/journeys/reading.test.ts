/** How pages look is chosen by form and kept in a cookie; every page then comes that way. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { discussion, essay, type Site, startSite } from '../support/site.ts';

describe('choosing how pages look, without script', () => {
  let site: Site;
  before(async () => (site = await startSite()));
  after(() => site.stop());

  const choose = (fields: Record<string, string>, headers: Record<string, string> = {}) => site.post('/reading/', fields, headers);
  const cookieOf = (response: Response) => response.headers.getSetCookie().find((cookie) => cookie.startsWith('reading=')) ?? '';

  it('keeps it in a cookie and leads back to the page one came from', async () => {
    const response = await choose({ theme: 'dark' }, { referer: `${site.url}${essay}?a=b` });
    assert.equal(response.status, 303);
    assert.equal(response.headers.get('location'), `${essay}?a=b`);
    assert.match(cookieOf(response), /^reading=dark\.medium\.medium; Max-Age=31536000; Path=\/; SameSite=Lax$/);
    const more = await choose({ size: 'large', measure: 'wide', to: '/about/' }, { cookie: 'reading=dark.medium.medium' });
    assert.equal(more.headers.get('location'), '/about/');
    assert.match(cookieOf(more), /^reading=dark\.large\.wide;/);
  });

  it('forgets it when the usual is chosen', async () => {
    const response = await choose({ theme: 'system' }, { cookie: 'reading=dark.medium.medium' });
    assert.match(cookieOf(response), /^reading=(deleted)?; .*Expires=Thu, 01 Jan 1970/);
  });

  it('leads to no other site', async () => {
    for (const to of ['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)']) {
      assert.equal((await choose({ theme: 'dark', to })).headers.get('location'), '/reading/', to);
    }
    assert.equal((await choose({ theme: 'dark' }, { referer: 'https://evil.example/x/' })).headers.get('location'), '/reading/');
    assert.equal((await choose({ theme: 'dark' }, { 'sec-fetch-site': 'cross-site' })).status, 403);
  });

  it('shows every page that way, built or made on demand, there or not', async () => {
    for (const path of ['/', essay, discussion, '/reading/', '/not-there/']) {
      const plain = await (await site.get(path)).text();
      const dark = await site.get(path, { headers: { cookie: 'a=b; reading=dark.large.narrow' } });
      const html = await dark.text();
      assert.match(html, /<html data-theme="dark" data-size="large" data-measure="narrow" /, path);
      assert.match(html, /value="dark" aria-pressed="true"/, path);
      assert.doesNotMatch(plain, /<html[^>]* data-(theme|size|measure)/, path);
    }
  });

  it('tells caches that the page depends on it, and answers 304 to none but the same choice', async () => {
    const get = (cookie: string, etag?: string) => site.get(essay, { headers: { cookie, ...(etag && { 'if-none-match': etag }) } });
    const etags = new Map<string, string>();
    for (const cookie of ['', 'reading=dark.medium.medium', 'reading=light.medium.medium', 'reading=dark.small.medium']) {
      const response = await get(cookie);
      assert.match(response.headers.get('vary') ?? '', /^cookie, accept-encoding$/);
      assert.equal(response.headers.get('cache-control'), 'no-cache');
      etags.set(cookie, response.headers.get('etag') ?? '');
    }
    for (const cookie of etags.keys()) {
      for (const [other, etag] of etags) assert.equal((await get(cookie, etag)).status, other === cookie ? 304 : 200, `${cookie} ${other}`);
    }
    assert.equal((await get('reading=pink.huge.endless', etags.get(''))).status, 304);
  });

  it('does not depend on what else is in the cookie, nor do files depend on it', async () => {
    const feed = await site.get('/feed.xml', { headers: { cookie: 'reading=dark.medium.medium' } });
    assert.equal(feed.headers.get('vary'), 'accept-encoding');
    assert.equal(await feed.text(), await (await site.get('/feed.xml')).text());
  });
});
