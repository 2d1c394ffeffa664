import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { canonicalPath, pathBelow } from '../../src/server/refuse.ts';
import { askRaw } from '../support/raw.ts';
import { discussion, essay, type Site, startSite } from '../support/site.ts';

describe('the front door', () => {
  let site: Site;
  before(async () => {
    site = await startSite();
  });
  after(() => site.stop());

  const secrets = /import |createApp|"dependencies"|root:|SQLite format|for tests only|fingerprint|\b[0-9a-f]{64}\b/;
  const files = [
    'server/entry.mjs',
    '.built',
    '../package.json',
    '../src/server/main.ts',
    '../data/secret',
    '../../../../../../etc/passwd',
    'client/index.html',
  ];
  const ups = ['..', '%2e%2e', '%2E%2E', '.%2e', '%252e%252e', '..%00', '..;', '%c0%ae%c0%ae', '%u002e%u002e', '\u2025', '..%c0%af'];
  const slashes = ['/', '%2f', '%2F', '\\', '%5c', '%252f', '%255c', '//', '%c0%af'];

  it('serves nothing but built files and pages, however the path is spelled', async () => {
    const paths = files.flatMap((file) =>
      ups.flatMap((up) =>
        slashes.flatMap((slash) => [
          `/${up}${slash}${file}`,
          `/_astro/${up}${slash}${up}${slash}${file}`,
          `/about${slash}${up}${slash}${file}`,
        ]),
      ),
    );
    for (let start = 0; start < paths.length; start += 32) {
      const asked = paths.slice(start, start + 32);
      const answers = await Promise.all(asked.map((path) => askRaw(site.url, path)));
      for (const [index, answer] of answers.entries()) {
        assert.ok([400, 404].includes(answer?.status ?? 0), `${asked[index]}: ${answer?.status}`);
        assert.doesNotMatch(answer?.body.replace(/<style>.*?<\/style>|integrity="[^"]*"/gs, '') ?? '', secrets, asked[index]);
      }
    }
  });

  it('keeps to itself what is for this process alone', async () => {
    const regions = [
      `/regions/thread${essay}`,
      `/regions/respond${essay}`,
      `/regions/count${essay}`,
      '/regions/trending/',
      '/regions/trending',
      '/%72egions/trending/',
      '/regions%2ftrending/',
      '/Regions/trending/',
      '/x/../regions/trending/',
    ];
    const inner = [
      '/_image',
      '/_image?href=/favicon.svg&f=png',
      '/_image/',
      '/_server-islands/x',
      '/_actions/x',
      '/.built',
      '/dist/.built',
      '/404.html',
      '/500.html',
      '/404',
      '/404/',
      '/500/',
      '/index.html',
      '/about/index.html',
      '/server/entry.mjs',
      '/entry.mjs',
      '/%5f%69mage',
    ];
    for (const path of [...regions, ...inner]) assert.ok([400, 404].includes((await askRaw(site.url, path))?.status ?? 0), path);
  });

  it('answers 400 to what no address of ours could be', async () => {
    for (const path of [
      '/%',
      '/%zz',
      '/%ff',
      '/%c3',
      '/%ed%a0%80',
      '/%00',
      '/a%0d%0ab',
      '/about/%7f',
      '/a\\b',
      '/../',
      '/./',
      '/about/..',
      '/about/.',
      '/%2e%2e/',
      '//',
      '/about//',
      '*',
      'about',
      'localhost:80',
    ]) {
      assert.equal((await askRaw(site.url, path))?.status, 400, path);
    }
  });

  it('knows an address by any spelling that means the same', async () => {
    for (const path of ['/%61bout/', '/abou%74/', '/about/?', '/about/?x=../..', '/about/?%00', '/%32008/02/']) {
      assert.equal((await askRaw(site.url, path))?.status, 200, path);
    }
    assert.equal((await askRaw(site.url, '/ABOUT/'))?.status, 404);
  });

  it('answers for the site and for this machine, and 421 for any other host', async () => {
    for (const host of [
      'localhost:4321',
      'LOCALHOST:4321',
      'localhost',
      '127.0.0.1',
      '127.0.0.1:80',
      '127.1.2.3',
      '[::1]',
      '[::1]:4321',
      new URL(site.url).host,
    ]) {
      assert.equal((await askRaw(site.url, '/', [`Host: ${host}`]))?.status, 200, host);
    }
    const foreign = [
      'evil.example',
      'evil.example:4321',
      'localhost.evil.example',
      'xlocalhost',
      'user@localhost',
      'localhost@evil.example',
      'localhost/evil',
      'localhost:',
      'localhost:x',
      'localhost:123456',
      '128.0.0.1',
      '127.0.0.1.evil.example',
      '[::2]',
      '::1',
      '[::1',
      'localhost, evil.example',
      '',
    ];
    for (const host of foreign) assert.equal((await askRaw(site.url, '/', [`Host: ${host}`]))?.status, 421, host);
    assert.equal((await askRaw(site.url, discussion, ['Host: evil.example'], 'POST'))?.status, 421);
  });

  it('never repeats a host it was told in what it answers', async () => {
    for (const path of ['/', '/about', discussion, '/nothing/', '/feed.xml']) {
      const answer = await askRaw(site.url, path, [
        'Host: 127.9.9.9:999',
        'X-Forwarded-Host: evil.example',
        'X-Forwarded-Proto: gopher',
        'Forwarded: host=evil.example',
      ]);
      assert.ok((answer?.status ?? 500) < 500);
      assert.doesNotMatch(JSON.stringify([...(answer?.headers ?? [])]) + answer?.body, /127\.9\.9\.9|evil\.example|gopher/, path);
    }
  });
});

describe('canonicalPath', () => {
  it('gives one spelling to every path it accepts, and accepts that one again', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom('%2e', '..', '%', '%41', '%2F', '%5c', '/', '\\', '%00', 'é', '%C3%A9'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const canonical = canonicalPath(`/${pieces.join('/')}`);
        if (canonical === null) return;
        assert.equal(canonicalPath(canonical), canonical);
        assert.equal(new URL(`http://localhost${canonical}`).pathname, canonical, 'as URL understands it');
        assert.doesNotMatch(decodeURIComponent(canonical), /\\|\p{Cc}|\/\.\.?(\/|$)|\/\//u);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the path below a base', () => {
  it('begins where a segment does, so that no other path is taken for one of the site', () => {
    for (const [path, below] of [
      ['/blog', ''],
      ['/blog/', '/'],
      ['/blog/about/', '/about/'],
      ['/blog/blog/', '/blog/'],
      ['/blogger/', null],
      ['/blog.md', null],
      ['/blog%2Fabout/', null],
      ['/blog;/about/', null],
      ['/Blog/', null],
      ['/x/blog/', null],
      ['/', null],
    ] as const)
      assert.equal(pathBelow('/blog', path), below, path);
    for (const path of ['/', '/about/', '/blog/']) assert.equal(pathBelow('', path), path);
  });
});
