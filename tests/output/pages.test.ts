import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { attribute, builtPages, elementsOf, isListed, isPost, listedPages, metaOf, named, rawText, textIn } from '../support/built.ts';
import { siteUrl } from '../support/site.ts';

const pages = builtPages();

describe('every page', () => {
  it('is there to be tested', () => {
    assert.ok(pages.some(isPost));
    assert.equal(pages.length - listedPages().length, 4);
  });

  for (const page of pages) {
    it(`${page.address} says what it is: language, one title, one description, one heading of the first rank, one kind`, () => {
      assert.equal(attribute(named(page.tree, 'html')[0], 'lang'), 'en');
      assert.equal(named(page.tree, 'title').length, 1);
      assert.ok(textIn(page.tree).length > 0);
      assert.equal(named(page.tree, 'h1').length, 1);
      assert.ok((metaOf(page, 'description')[0] ?? '').length > 10);
      assert.deepEqual(metaOf(page, 'og:type'), [isPost(page) ? 'article' : 'website']);
      for (const key of ['description', 'og:title', 'og:description', 'og:site_name']) assert.equal(metaOf(page, key).length, 1, key);
    });

    it(`${page.address} has its own address as the canonical one, or asks not to be listed`, () => {
      const canonical = named(page.tree, 'link')
        .filter((link) => attribute(link, 'rel') === 'canonical')
        .map((link) => attribute(link, 'href'));
      assert.deepEqual(canonical, isListed(page) ? [siteUrl + page.address] : []);
      assert.deepEqual(metaOf(page, 'og:url'), canonical);
      assert.deepEqual(metaOf(page, 'robots'), isListed(page) ? [] : ['noindex']);
    });

    it(`${page.address} has no id twice, no heading that skips a rank, no picture without words`, () => {
      const ids = elementsOf(page.tree, ({ properties }) => 'id' in properties).map((element) => attribute(element, 'id'));
      assert.deepEqual(ids, [...new Set(ids)]);
      const ranks = named(page.tree, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6')
        .filter((heading) => textIn(heading) !== 'Trending Now')
        .map(({ tagName }) => Number(tagName[1]));
      ranks.forEach((rank, place) => assert.ok(rank - (ranks[place - 1] ?? 0) <= 1, `h${ranks[place - 1]} is followed by h${rank}`));
      for (const image of named(page.tree, 'img')) assert.ok('alt' in image.properties);
    });

    it(`${page.address} asks no other host for anything`, () => {
      const asked = [
        ...elementsOf(page.tree, ({ properties }) => 'src' in properties).map((element) => attribute(element, 'src')),
        ...named(page.tree, 'link')
          .filter((link) => /stylesheet|preload|icon|manifest|modulepreload/.test(attribute(link, 'rel')))
          .map((link) => attribute(link, 'href')),
        ...[...page.html.matchAll(/url\(["']?([^"')]+)/g)].map(([, address = '']) => address),
      ];
      for (const address of asked) assert.match(address, /^\/(?!\/)/);
    });

    it(`${page.address} has no word glued to a link or a date`, () => {
      for (const { children } of elementsOf(page.tree, () => true)) {
        children.forEach((child, place) => {
          if (child.type !== 'element' || !['a', 'time'].includes(child.tagName)) return;
          const [before, after] = [children[place - 1], children[place + 1]];
          if (before?.type === 'text') assert.doesNotMatch(before.value, /[\p{L}\p{N},.:;·]$/u, textIn(child));
          if (after?.type === 'text') assert.doesNotMatch(after.value, /^[\p{L}\p{N}·]/u, textIn(child));
          assert.doesNotMatch(rawText(child), /^\s|\s$/, 'a link begins and ends with its words');
        });
      }
    });
  }
});
