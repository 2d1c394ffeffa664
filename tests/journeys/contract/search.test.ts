import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { SearchIndex } from '../../../src/search/index-file.ts';
import { attribute, builtFiles, elementsOf, isPost, listedPages, metaOf, named, readPage, textIn } from '../../support/built.ts';
import { askRaw } from '../../support/raw.ts';
import { root, type Site, startSite } from '../../support/site.ts';
import { wildText } from '../../support/wild-text.ts';

describe('searching', () => {
  let site: Site;
  before(async () => {
    site = await startSite({ DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:9/none' });
  });
  after(() => site.stop());

  const open = async (address: string) => {
    const answer = await site.get(address);
    assert.equal(answer.status, 200, address);
    return readPage(address, await answer.text());
  };
  const postsOn = ({ tree }: Awaited<ReturnType<typeof open>>) =>
    named(tree, 'h3').flatMap((heading) => named(heading, 'a').map((link) => attribute(link, 'href')));

  it('answers with posts, whatever the database of comments is and whether or not it answers', async () => {
    const page = await open('/search/?q=negotiation');
    assert.deepEqual(
      postsOn(page),
      ['/2008/02/what-outcome-are-you-negotiating-for/', '/2026/11/writing-for-this-site/'].slice(0, postsOn(page).length),
    );
    assert.ok(named(page.tree, 'mark').length > 0);
  });

  it('is a page that search engines do not list and nobody keeps', async () => {
    for (const address of ['/search/', '/search/?q=sale']) {
      const page = await open(address);
      assert.deepEqual(metaOf(page, 'robots'), ['noindex']);
      assert.deepEqual(
        named(page.tree, 'link').filter((link) => attribute(link, 'rel') === 'canonical'),
        [],
      );
      assert.equal((await site.get(address)).headers.get('cache-control'), 'private, no-store');
    }
    const sitemap = await (await site.get('/sitemap.xml')).text();
    assert.doesNotMatch(sitemap, /search/);
  });

  it('is asked for on every page', async () => {
    for (const { tree, address } of listedPages()) {
      assert.ok(
        named(tree, 'a').some((link) => attribute(link, 'href') === '/search/'),
        address,
      );
    }
  });

  it('shows again what was typed, as text', async () => {
    const typed = `"><script>alert(1)</script><b id=x>'&amp;`;
    const page = await open(`/search/?${new URLSearchParams({ q: typed, tag: typed })}`);
    const [field] = elementsOf(page.tree, ({ properties }) => properties['id'] === 'q');
    assert.equal(attribute(field, 'value'), typed);
    assert.deepEqual(
      elementsOf(page.tree, ({ properties }) => properties['id'] === 'x'),
      [],
    );
    for (const script of named(page.tree, 'script')) assert.match(attribute(script, 'src'), /^\/_astro\//);
  });

  it('leads to sections that are on the posts’ pages', async () => {
    let followed = 0;
    for (const text of ['receipt', 'footnote', 'score', 'commenters', 'hold', 'draft']) {
      for (const link of named((await open(`/search/?q=${text}`)).tree, 'a')) {
        const [path = '', anchor] = attribute(link, 'href').split('#');
        if (!anchor || path === '') continue;
        const target = await open(path);
        assert.equal(
          elementsOf(target.tree, ({ properties }) => properties['id'] === decodeURIComponent(anchor)).length,
          1,
          `${path}#${anchor}`,
        );
        followed += 1;
      }
    }
    assert.ok(followed > 3);
  });

  it('narrows by links that lead to what they promise, and widens again', async () => {
    const page = await open('/search/?q=comment');
    const filters = named(page.tree, 'nav').find((nav) => attribute(nav, 'ariaLabel') === 'Narrow the search');
    const links = filters ? named(filters, 'dd') : [];
    assert.ok(links.length >= 4);
    for (const value of links) {
      const [link] = named(value, 'a');
      const narrowed = await open(attribute(link, 'href'));
      assert.equal(postsOn(narrowed).length, Number(textIn(value).split(' ').at(-1)), textIn(value));
      const remove = named(narrowed.tree, 'a').find((one) => attribute(one, 'ariaLabel').startsWith('Remove'));
      assert.deepEqual(postsOn(await open(attribute(remove, 'href'))), postsOn(page));
    }
  });

  it('knows exactly the posts that are published', () => {
    const index = new SearchIndex(join(root, 'dist/search.db'));
    const known = index.find({ match: null, filters: {} }, 1, 100_000).hits.map(({ id }) => `/${id}/`);
    index.close();
    assert.deepEqual(
      known.toSorted(),
      listedPages()
        .filter(isPost)
        .map(({ address }) => address)
        .toSorted(),
    );
  });

  it('never serves its index, nor the page that stands in for it on a host of files', async () => {
    assert.deepEqual(
      builtFiles().filter((file) => /\.db$|^search\/(?!index\.html$)/.test(file)),
      [],
    );
    for (const address of ['/search.db', '/search/posts.db', '/search/static/', '/search/index.html', '/../search.db']) {
      assert.ok([400, 404].includes((await askRaw(site.url, address))?.status ?? 0), address);
    }
    const standIn = readPage('/search/', readFileSync(join(root, 'dist/client/search/index.html'), 'utf8'));
    assert.match(textIn(standIn.tree), /cannot be searched/);
    assert.ok(named(standIn.tree, 'main').some((main) => named(main, 'a').some((link) => attribute(link, 'href') === '/archive/')));
    for (const main of named(standIn.tree, 'main')) assert.deepEqual(named(main, 'form'), []);
    assert.doesNotMatch(await (await site.get('/search/')).text(), /cannot be searched/);
  });

  it('gives the results alone to the script that asks for them, and tells search engines to leave them', async () => {
    const answer = await site.get('/search/results/?q=negotiation');
    const text = await answer.text();
    assert.deepEqual([answer.status, answer.headers.get('x-robots-tag')], [200, 'noindex']);
    assert.doesNotMatch(text, /<html|<main|<style/);
    assert.deepEqual(postsOn(readPage('/', text)), postsOn(await open('/search/?q=negotiation')));
  });

  it('takes no forms but those that ask', async () => {
    const answer = await site.post('/search/', { q: 'sale' });
    assert.deepEqual([answer.status, answer.headers.get('allow')], [405, 'GET, HEAD']);
  });

  it('answers any query at all: 200, or 414 when the address is too long', async () => {
    const queries = [
      '%00',
      '%ff',
      '%',
      '%22',
      '%22%22%22',
      '%2A',
      'AND',
      'NEAR(a%20b,2)',
      'title:x',
      '((((',
      "';--",
      '%F0%9F',
      '%ED%A0%80',
      'a+%22b',
      `${'a'.repeat(7_900)}`,
      '%22'.repeat(2_000),
    ];
    for (const query of queries) {
      for (const path of ['/search/', '/search/results/']) {
        assert.equal((await askRaw(site.url, `${path}?q=${query}`))?.status, 200, query.slice(0, 40));
      }
    }
    assert.equal((await askRaw(site.url, `/search/?q=${'a'.repeat(10_240)}`))?.status, 414);
    for (const query of [
      'q=a&q=b',
      'page=-1&q=comment',
      'page=99999999&q=comment',
      'tag[]=x&q=a',
      'q',
      '&&&',
      'year=%00&author=%27&tag=%22&category=*',
    ]) {
      assert.equal((await askRaw(site.url, `/search/?${query}`))?.status, 200, query);
    }
  });

  it('answers wild text 200', async () => {
    await fc.assert(
      fc.asyncProperty(wildText(12), wildText(2), async (text, tag) => {
        const answer = await site.get(`/search/?${new URLSearchParams({ q: text, tag })}`);
        assert.equal(answer.status, 200);
        await answer.arrayBuffer();
      }),
      { numRuns: 100 },
    );
  });

  it('leaves no word of it in the log', async () => {
    await site.get('/search/?q=xyzzyplugh');
    assert.doesNotMatch(site.log(), /xyzzyplugh/);
  });
});
