import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  attribute,
  type BuiltPage,
  builtPages,
  elementsOf,
  isPost,
  listedPages,
  metaOf,
  named,
  rawText,
  textIn,
} from '../support/built.ts';
import { siteUrl } from '../support/site.ts';
import { blocksOf, checkBreadcrumbs, checkPosting, checkProfile, nodeOf, nodesOf } from '../support/structured.ts';

const pages = builtPages();
const posts = pages.filter(isPost);
const addresses = new Set(pages.map(({ address }) => siteUrl + address));

describe('structured data', () => {
  it('says of each thing once what it is, and nothing in it can end the element it stands in', () => {
    assert.ok(pages.some((page) => blocksOf(page).length > 0));
    for (const page of pages) {
      const types = nodesOf(page).map((node) => node['@type']);
      assert.deepEqual(types, [...new Set(types)], page.address);
      for (const block of blocksOf(page)) assert.doesNotMatch(rawText(block), /[<>&\u2028\u2029]/);
    }
  });

  it('says of every post what search engines require and recommend, with dates as precise as they are known', () => {
    assert.ok(posts.length > 0);
    for (const page of posts) {
      const post = nodeOf(page, 'BlogPosting');
      checkPosting(post);
      assert.deepEqual([post['@id'], post['url'], post['mainEntityOfPage']], Array(3).fill(siteUrl + page.address));
      assert.equal(post['headline'], textIn(named(page.tree, 'h1')[0]));
      const [article] = named(page.tree, 'article');
      assert.ok(article);
      assert.equal(post['datePublished'], attribute(named(article, 'time')[0], 'dateTime'));
      assert.equal(typeof post['commentCount'], 'number');
      for (const author of JSON.stringify(post['author']).match(/"url":"[^"]*"/g) ?? []) assert.ok(addresses.has(author.slice(7, -1)));
    }
  });

  it('says in Open Graph the same: when, by whom, in which section, about what', () => {
    for (const page of pages) {
      assert.equal(metaOf(page, 'og:type').length, 1, page.address);
      if (!isPost(page)) {
        assert.doesNotMatch(page.html, /property="article:/, page.address);
        continue;
      }
      const post = nodeOf(page, 'BlogPosting');
      const authors = JSON.stringify(post['author']).match(/(?<="url":")[^"]*/g);
      assert.deepEqual(metaOf(page, 'article:published_time'), [post['datePublished']]);
      assert.deepEqual(metaOf(page, 'article:author'), authors);
      assert.deepEqual(metaOf(page, 'article:section'), post['articleSection'] === undefined ? [] : [post['articleSection']]);
      assert.equal(metaOf(page, 'article:tag').join(', '), post['keywords'] ?? '');
      const linked = named(page.tree, 'link').filter((link) => attribute(link, 'rel') === 'author');
      assert.deepEqual(
        linked.map((link) => siteUrl + attribute(link, 'href')),
        authors,
      );
    }
  });

  it('says who an author is, the same person everywhere', () => {
    const authors = pages.filter(({ address }) => /^\/authors\/./.test(address));
    assert.ok(authors.length > 0);
    for (const page of authors) {
      const profile = nodeOf(page, 'ProfilePage');
      checkProfile(profile);
      const id = /"@id":"([^"]*)"/.exec(JSON.stringify(profile['mainEntity']))?.[1];
      assert.equal(id, `${siteUrl}${page.address}#person`);
      for (const post of posts.filter(({ html }) => html.includes(`rel="author" href="${page.address}"`)))
        assert.ok(JSON.stringify(nodeOf(post, 'BlogPosting')['author']).includes(`"@id":"${id}"`));
    }
  });

  it('says where a page belongs: a way from the home page to it, over pages that are there', () => {
    const nested = listedPages().filter(
      ({ address }) =>
        isPost({ address, html: '', tree: { type: 'root', children: [] } }) || /^\/(authors|tags|categories|\d{4})\//.test(address),
    );
    assert.ok(nested.length > posts.length);
    for (const page of nested) {
      const way = checkBreadcrumbs(nodeOf(page, 'BreadcrumbList'));
      assert.deepEqual([way[0]?.item, way.at(-1)?.item], [`${siteUrl}/`, siteUrl + page.address]);
      assert.equal(way.at(-1)?.name, textIn(named(page.tree, 'h1')[0]));
      assert.deepEqual(shownWay(page), way, 'readers are shown the same');
      for (const { item } of way) assert.ok(addresses.has(item), item);
    }
  });

  it('says what the site is', () => {
    const home = pages.find(({ address }) => address === '/');
    assert.ok(home);
    const node = nodeOf(home, 'WebSite');
    assert.deepEqual([node['url'], typeof node['name']], [`${siteUrl}/`, 'string']);
  });
});

/** The way to a page as readers see it: links, and at the end the page itself. */
function shownWay(page: BuiltPage): { name: string; item: string }[] {
  const [nav, ...more] = named(page.tree, 'nav').filter((candidate) => attribute(candidate, 'ariaLabel') === 'Breadcrumb');
  assert.ok(nav && more.length === 0);
  const links = named(nav, 'a').map((link) => ({ name: textIn(link), item: siteUrl + attribute(link, 'href') }));
  const here = elementsOf(nav, (element) => attribute(element, 'ariaCurrent') === 'page');
  assert.equal(here.length, 1);
  return [...links, { name: textIn(here[0]), item: siteUrl + page.address }];
}
