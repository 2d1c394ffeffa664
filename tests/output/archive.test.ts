/** The pages by which a reader finds everything: that nothing is missing from them, and that their numbers are right. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Element } from 'hast';
import { attribute, builtFile, type BuiltPage, builtPages, elementsOf, isPost, named, textIn } from '../support/built.ts';

const pages = builtPages();
const posts = pages.filter(isPost);
const at = (address: string): BuiltPage => pages.find((page) => page.address === address) ?? assert.fail(address);

/** The items of the lists in which links stand with numbers of posts: where each leads, and how many it promises. */
function counted(page: BuiltPage): { href: string; count: number }[] {
  return elementsOf(page.tree, ({ tagName }) => ['li', 'h2'].includes(tagName)).flatMap((item: Element) => {
    const count = /(\d+) posts?$/.exec(textIn(item))?.[1];
    return count === undefined ? [] : [{ href: attribute(named(item, 'a')[0], 'href'), count: Number(count) }];
  });
}

/** The posts a page lists. */
function listed(page: BuiltPage): Set<string> {
  const [main] = named(page.tree, 'main');
  const links = named(main ?? page.tree, 'a').map((link) => attribute(link, 'href'));
  return new Set(links.filter((href) => posts.some(({ address }) => address === href)));
}

describe('the archive', () => {
  it('lists every post', () => {
    assert.ok(posts.length > 0);
    assert.deepEqual([...listed(at('/archive/'))].sort(), posts.map(({ address }) => address).sort());
  });

  it('says of each year, category and tag how many posts its page has', () => {
    const numbers = counted(at('/archive/')).filter(({ href }) => !href.startsWith('#'));
    for (const kind of [/^\/\d{4}\/$/, /^\/tags\//, /^\/categories\//]) assert.ok(numbers.some(({ href }) => kind.test(href)));
    for (const { href, count } of numbers) assert.equal(listed(at(href)).size, count, href);
  });

  it('begins with the years, each with its number and leading down to its posts', () => {
    const page = at('/archive/');
    const years = counted(page).filter(({ href }) => href.startsWith('#'));
    assert.deepEqual(
      years.map(({ href }) => href.slice('#year-'.length)),
      [...new Set(posts.map(({ address }) => address.slice(1, 5)))].sort().toReversed(),
    );
    assert.equal(
      years.reduce((sum, { count }) => sum + count, 0),
      posts.length,
    );
  });
});

describe('the list of authors', () => {
  it('has every author, with the number of posts on the page it leads to', () => {
    const authors = pages.filter(({ address }) => /^\/authors\/./.test(address)).map(({ address }) => address);
    const numbers = counted(at('/authors/'));
    assert.deepEqual(numbers.map(({ href }) => href).sort(), authors.sort());
    assert.ok(numbers.some(({ count }) => count > 0));
    for (const { href, count } of numbers) assert.equal(listed(at(href)).size, count, href);
  });

  it('is in the sitemap, and the archive and every author lead to it', () => {
    assert.match(builtFile('sitemap.xml').toString(), /<loc>http:\/\/localhost:4321\/authors\/<\/loc>/);
    for (const page of [at('/archive/'), ...pages.filter(({ address }) => /^\/authors\/./.test(address))])
      assert.match(page.html, /\/authors\/"/, page.address);
  });
});

describe('the page of a year', () => {
  it('leads to its months and says how many posts each has', () => {
    for (const page of pages.filter(({ address }) => /^\/\d{4}\/$/.test(address))) {
      const months = counted(page);
      assert.equal(
        months.reduce((sum, { count }) => sum + count, 0),
        listed(page).size,
      );
      for (const { href, count } of months) assert.equal(listed(at(href)).size, count, href);
    }
  });
});
