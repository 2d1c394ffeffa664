/** Every address that a site below a path gives out, wherever it stands: each is its own and answers. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { signIn } from '../../support/moderator.ts';
import { attribute, type BuiltPage, elementsOf, named, rawText, readPage } from '../../support/built.ts';
import { aComment, commentId, discussion, siteUrl } from '../../support/site.ts';
import { base, startSiteBelow } from '../../support/site-below.ts';

/** What leads somewhere from a page; the other attributes only may not point outside. */
const followed = new Set(['href', 'src', 'action', 'srcSet', 'content', 'value']);

describe(`a site below ${base}`, () => {
  let site: Awaited<ReturnType<typeof startSiteBelow>>;
  before(async () => {
    site = await startSiteBelow({ COMMENTS: 'open', LIMITS: 'off' });
    const first = await site.post(base + discussion, aComment({ comment: 'See https://example.org/.' }));
    await site.post(base + discussion, aComment({ parent: String(commentId(first)) }));
  });
  after(() => site.stop());

  /** Follows everything from these paths on. Returns what was wrong, and what was found. */
  async function crawl(from: readonly string[], cookie = ''): Promise<{ wrong: string[]; paths: string[]; types: Set<string> }> {
    const wrong: string[] = [];
    const seen = new Map(from.map((path) => [base + path, 'the beginning']));
    const types = new Set<string>();
    for (const [path, where] of seen) {
      const response = await site.get(path, { headers: { cookie } });
      const type = response.headers.get('content-type')?.split(';')[0] ?? '';
      const text = /^(text|application)\//.test(type) ? await response.text() : '';
      types.add(type);
      if (![200, 301, 302, 303].includes(response.status)) wrong.push(`${path} is ${response.status}, from ${where}`);
      const { all, toFollow } = addressesIn(text, type, response.headers);
      for (const address of all) if (!isBelow(address, path)) wrong.push(`${address} on ${path}`);
      for (const address of toFollow) {
        const { pathname, search } = new URL(address, siteUrl + path);
        if (!seen.has(pathname + search)) seen.set(pathname + search, path);
      }
    }
    return { wrong, paths: [...seen.keys()], types };
  }

  it('gives out addresses below it alone, and all of them answer', async () => {
    const { wrong, paths, types } = await crawl(['/', '/robots.txt', '/llms.txt']);
    assert.deepEqual(wrong, []);
    for (const expected of [
      '/',
      '/2008/02/',
      '/feed.xml',
      '/atom.xml',
      '/sitemap.xml',
      '/favicon.svg',
      '/feed.css',
      '/reading/',
      '/search/',
    ])
      assert.ok(paths.includes(base + expected), expected);
    for (const expected of [
      /\/_astro\/.*\.js$/,
      /\/_astro\/.*\.woff2$/,
      /\/comments\/feed\.xml$/,
      /\?comment=1$/,
      /\?reply=2$/,
      /\.md$/,
      /\/authors\/[^/]+\/feed\.json$/,
    ])
      assert.ok(
        paths.some((path) => expected.test(path)),
        String(expected),
      );
    assert.ok(paths.length > 60, `${paths.length} addresses`);
    for (const type of ['text/html', 'text/markdown', 'text/css', 'text/javascript', 'application/xml', 'application/json', 'font/woff2'])
      assert.ok(types.has(type), type);
  });

  it('does so for moderators too', async () => {
    const { cookie } = await signIn(site);
    const { wrong, paths } = await crawl(['/moderation/'], cookie);
    assert.deepEqual(wrong, []);
    for (const expected of ['', 'log/', 'rules/', 'bans/', 'discussions/', 'account/', 'account/passkey/', 'bans/?comment=1'])
      assert.ok(paths.includes(`${base}/moderation/${expected}`), expected);
  });

  it('leads to itself also from the pages that stand in for others', () => {
    for (const page of ['404.html', '500.html', 'search/index.html']) {
      const { all, toFollow } = addressesIn(readFileSync(join(site.built, page), 'utf8'), 'text/html', new Headers());
      assert.ok(toFollow.includes(`${base}/`), page);
      for (const address of all) assert.ok(isBelow(address, `${base}/`), `${address} on ${page}`);
    }
  });

  it('says of itself what search engines and feed readers shall know, in full', async () => {
    const home = `${siteUrl}${base}/`;
    const address = `${base}/2008/02/what-outcome-are-you-negotiating-for/`;
    const page = readPage(address, await (await site.get(address)).text());
    const link = (rel: string) => named(page.tree, 'link').find((element) => attribute(element, 'rel') === rel);
    assert.equal(attribute(link('canonical'), 'href'), siteUrl + address);
    const meta = named(page.tree, 'meta').find((element) => attribute(element, 'property') === 'og:url');
    assert.equal(attribute(meta, 'content'), siteUrl + address);
    const structured = named(page.tree, 'script').filter((element) => attribute(element, 'type') === 'application/ld+json');
    const said = structured.map(rawText).join();
    for (const part of [address, `${base}/authors/mike-moran/`, `${base}/`]) assert.ok(said.includes(`"${siteUrl}${part}"`), part);
    const feed: { items: { id: string; url: string }[] } = (await (await site.get(`${base}/feed.json`)).json()) as never; // as its own tests check it
    assert.ok(feed.items.length > 3);
    for (const { id, url } of feed.items) assert.deepEqual([id.startsWith(home), url.startsWith(home)], [true, true], id);
    assert.match(await (await site.get(`${base}/robots.txt`)).text(), /^Disallow: \/blog\/moderation\/$/m);
    const twin = await site.get(address.replace(/\/$/, '.md'));
    assert.equal(twin.headers.get('link'), `<${siteUrl}${address}>; rel="canonical"`);
    const archive = readPage('/', await (await site.get(`${base}/archive/`)).text());
    const current = elementsOf(archive.tree, ({ properties }) => properties['ariaCurrent'] === 'page').map((element) =>
      attribute(element, 'href'),
    );
    assert.deepEqual(current, [`${base}/archive/`]);
  });
});

/** Every address in an answer, relative ones to places on the same page aside. */
function addressesIn(text: string, type: string, headers: Headers): { all: string[]; toFollow: string[] } {
  const full = [...text.matchAll(/http:\/\/localhost:4321[^\s"'<>&)\\,]*/g)].map(([address]) => address.replace(/[.;:]$/, ''));
  const location = headers.get('location');
  const toFollow = [...full, ...(location ? [location] : [])];
  if (type === 'text/html') {
    const { attributes, leading } = attributesOf(readPage('/', text).tree);
    return { all: [...toFollow, ...attributes], toFollow: [...toFollow, ...leading] };
  }
  const inStyles = [...text.matchAll(/url\(["']?(\/[^)"']*)/g)].map(([, address = '']) => address);
  const inXml = type === 'application/xml' ? [...text.matchAll(/ href="(\/[^"]*)"/g)].map(([, address = '']) => address) : [];
  const fetched = [...inStyles, ...inXml];
  return { all: [...toFollow, ...fetched], toFollow: [...toFollow, ...fetched] };
}

function attributesOf(tree: BuiltPage['tree']): { attributes: string[]; leading: string[] } {
  const attributes: string[] = [];
  const leading: string[] = [];
  for (const element of elementsOf(tree, () => true)) {
    for (const name of Object.keys(element.properties)) {
      // A key to press, among which is the slash.
      if (name === 'dataKey') continue;
      const values =
        name === 'srcSet'
          ? attribute(element, name)
              .split(/,\s*/)
              .map((source) => source.split(' ')[0] ?? '')
          : [attribute(element, name)];
      for (const value of values) {
        if (!/^\/|^[.?]/.test(value) && !value.startsWith(siteUrl)) continue;
        attributes.push(value);
        if (followed.has(name)) leading.push(value);
      }
    }
  }
  return { attributes, leading };
}

function isBelow(address: string, from: string): boolean {
  const { origin, pathname } = new URL(address, siteUrl + from);
  return origin === siteUrl && pathname.startsWith(`${base}/`);
}
