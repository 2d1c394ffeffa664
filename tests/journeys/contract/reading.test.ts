import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { askRaw } from '../../support/raw.ts';
import { aComment, discussion, essay, root, type Site, startSite } from '../../support/site.ts';

const alias = '/2008/02/what_outcome_ar/';

describe('reading', () => {
  let site: Site;
  before(async () => {
    site = await startSite({ COMMENTS: 'open', LIMITS: 'off' });
  });
  after(() => site.stop());

  it('an old address of a post leads to the new one with 301, with and without the last slash, and takes the query along', async () => {
    for (const [asked, location] of [
      [alias, essay],
      [alias.slice(0, -1), essay],
      [`${alias}?utm=x&y=%20`, `${essay}?utm=x&y=%20`],
    ] as const) {
      const answer = await site.get(asked);
      assert.deepEqual([answer.status, answer.headers.get('location')], [301, location]);
    }
  });

  it('an address without its last slash leads to the one with it, with 301', async () => {
    for (const address of ['/about', essay.slice(0, -1), discussion.slice(0, -1), '/2008', '/authors/mike-moran']) {
      const answer = await site.get(address);
      assert.deepEqual([answer.status, answer.headers.get('location')], [301, `${address}/`]);
    }
  });

  it('a redirect never leaves the site, whatever the address looks like', async () => {
    for (const address of [
      '//evil.example',
      '//evil.example/about',
      '/%5cevil.example',
      '//about',
      '/about//',
      '/https://evil.example',
      '///',
      '//',
    ]) {
      const answer = await askRaw(site.url, address);
      const location = answer?.headers.get('location');
      assert.ok(
        [400, 404].includes(answer?.status ?? 0) || (location !== undefined && /^\/[^/\\]/.test(location)),
        `${address}: ${answer?.status} ${location}`,
      );
    }
  });

  it('an address where nothing is answers 404 with a page of the site, which is kept nowhere', async () => {
    for (const address of ['/nothing/', '/2008/02/nothing/', '/nothing.html', '/2008/02/nothing/comments/']) {
      const answer = await site.get(address);
      assert.deepEqual(
        [answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')],
        [404, 'text/html; charset=utf-8', 'no-store'],
        address,
      );
      assert.match(await answer.text(), /There is no page here.*href="\/archive\/"/s);
    }
  });

  it('every built page and every address the sitemap names answers 200 with its type', async () => {
    const sitemap = await (await site.get('/sitemap.xml')).text();
    const named = [...sitemap.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address = '']) => new URL(address).pathname);
    const built = globSync('dist/client/**/index.html', { cwd: root }).map((file) =>
      file.slice('dist/client'.length, -'index.html'.length),
    );
    assert.ok(named.length > 10 && built.length >= named.length);
    for (const address of new Set([...named, ...built, discussion])) {
      const answer = await site.get(address);
      assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'text/html; charset=utf-8'], address);
    }
  });

  it('HEAD answers like GET, without the body', async () => {
    for (const address of [essay, discussion, '/feed.xml', '/nothing/', '/healthz', alias]) {
      const [get, head] = [await site.get(address), await site.get(address, { method: 'HEAD' })];
      const facts = (answer: Response) => [
        answer.status,
        ...['content-type', 'content-length', 'etag', 'location', 'cache-control', 'vary'].map((name) => answer.headers.get(name)),
      ];
      assert.equal(await head.text(), '');
      if (address !== discussion) assert.deepEqual(facts(head), facts(get), address);
      else assert.equal(head.status, get.status, 'its form is sealed anew each time, so its length and ETag differ');
    }
  });

  it('what did not change is answered 304 to its ETag, and a comment changes it', async () => {
    for (const encoding of ['br', 'gzip', 'identity']) {
      const headers = { 'accept-encoding': encoding };
      const etag = (await site.get(essay, { headers })).headers.get('etag') ?? '';
      assert.match(etag, /^"[\w-]+"$/, 'a strong validator');
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const answer = await site.get(essay, { headers: { ...headers, 'if-none-match': known } });
        assert.deepEqual([answer.status, answer.headers.get('etag'), await answer.text()], [304, etag, ''], known);
        assert.equal(answer.headers.get('vary'), 'cookie, accept-encoding');
        assert.equal(answer.headers.get('content-type'), null);
      }
      for (const unknown of ['"other"', etag.slice(1, -1), '']) {
        assert.equal((await site.get(essay, { headers: { ...headers, 'if-none-match': unknown } })).status, 200, unknown);
      }
      assert.equal((await site.post(discussion, aComment())).status, 303);
      const changed = await site.get(essay, { headers: { ...headers, 'if-none-match': etag } });
      assert.equal(changed.status, 200);
      assert.notEqual(changed.headers.get('etag'), etag);
    }
  });

  it('encodings have different ETags', async () => {
    const etags = await Promise.all(
      ['br', 'gzip', 'identity'].map(async (encoding) =>
        (await site.get(essay, { headers: { 'accept-encoding': encoding } })).headers.get('etag'),
      ),
    );
    assert.equal(new Set(etags).size, 3);
  });

  it('the answer is in the encoding the client likes best, and the same bytes in each', async () => {
    const chosen: [accepted: string | null, encoding: string | undefined][] = [
      ['gzip, deflate, br, zstd', 'br'],
      ['gzip', 'gzip'],
      ['GZIP', 'gzip'],
      ['br;q=0.5, gzip', 'gzip'],
      ['br;q=0, gzip;q=0.001', 'gzip'],
      ['*', 'br'],
      ['br;q=0, *', 'gzip'],
      ['identity', undefined],
      ['deflate, zstd', undefined],
      ['br;q=nonsense', undefined],
      ['', undefined],
      [null, undefined],
    ];
    for (const address of ['/about/', '/feed.xml', '/nothing/']) {
      const plain = (await askRaw(site.url, address))?.body;
      for (const [accepted, encoding] of chosen) {
        const answer = await askRaw(site.url, address, accepted === null ? [] : [`Accept-Encoding: ${accepted}`]);
        assert.equal(answer?.headers.get('content-encoding'), encoding, `${address} for ${accepted}`);
        assert.equal(answer?.headers.get('vary'), address === '/feed.xml' ? 'accept-encoding' : 'cookie, accept-encoding');
        const bytes = Buffer.from(answer?.body ?? '', 'latin1');
        assert.equal(Number(answer?.headers.get('content-length')), bytes.length);
        const text = encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes;
        assert.equal(text.toString('latin1'), plain);
      }
    }
  });

  it('files with a hash in their name are kept for ever, and everything else is asked for again', async () => {
    const hashed = globSync('dist/client/_astro/*', { cwd: root }).map((file) => file.slice('dist/client'.length));
    assert.ok(hashed.length > 2);
    for (const address of hashed) {
      const answer = await site.get(address);
      assert.deepEqual([answer.status, answer.headers.get('cache-control')], [200, 'public, max-age=31536000, immutable'], address);
      assert.deepEqual(Buffer.from(await answer.arrayBuffer()), readFileSync(`${root}/dist/client${address}`));
    }
    for (const address of [essay, '/', '/feed.xml', '/favicon.svg', '/robots.txt']) {
      assert.equal((await site.get(address)).headers.get('cache-control'), 'no-cache', address);
    }
    for (const address of [discussion, `${discussion}?reply=1`]) {
      assert.equal((await site.get(address)).headers.get('cache-control'), 'private, no-store', address);
    }
  });

  it('fonts are not compressed a second time', async () => {
    const [font = ''] = globSync('dist/client/_astro/*.woff2', { cwd: root });
    const answer = await site.get(font.slice('dist/client'.length), { headers: { 'accept-encoding': 'br' } });
    assert.deepEqual([answer.headers.get('content-type'), answer.headers.get('content-encoding')], ['font/woff2', null]);
  });

  it('/healthz says in JSON that all is well', async () => {
    const answer = await site.get('/healthz');
    assert.deepEqual(
      [answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')],
      [200, 'application/json; charset=utf-8', 'no-store'],
    );
    assert.deepEqual(await answer.json(), { status: 'ok', pages: 'ok', database: 'ok' });
  });

  it('parts of a discussion are asked for by numbers, and nonsense means the beginning', async () => {
    for (const query of [
      '?from=x',
      '?from=-1',
      '?from=1e9',
      "?until='--",
      '?thread=0',
      '?from=99999999999999999999',
      '?from=1&from=2',
      '?reply=%00',
      '?waiting=%ff',
      '?%',
      '?reply=<script>',
    ]) {
      assert.equal((await askRaw(site.url, discussion + query))?.status, 200, query);
    }
    assert.equal((await site.get(`${discussion}?from=999999`)).status, 200);
  });
});
