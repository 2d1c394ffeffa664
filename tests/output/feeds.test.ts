import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rehype } from 'rehype';
import {
  attribute,
  builtFile,
  builtFiles,
  type BuiltPage,
  builtPages,
  elementsOf,
  isPost,
  listedPages,
  named,
  textIn,
} from '../support/built.ts';
import { readers, type ReadFeed, type ReadItem } from '../support/feeds.ts';
import { siteUrl } from '../support/site.ts';

const pages = builtPages();
const posts = pages.filter(isPost);
const listed = listedPages();
const files = Object.keys(readers) as (keyof typeof readers)[]; // an object's own keys
const types = { 'feed.xml': 'application/rss+xml', 'atom.xml': 'application/atom+xml', 'feed.json': 'application/feed+json' };
/** Pages that have feeds of their own, the home page first. */
const owners = listed.filter(({ address }) => /^\/((authors|tags|categories)\/[^/]+\/)?$/.test(address));
const feedOf = (page: BuiltPage, file: keyof typeof readers): ReadFeed =>
  readers[file](builtFile((page.address + file).slice(1)).toString());
const treeOf = ({ html }: ReadItem) => rehype().data('settings', { fragment: true }).parse(html);

describe('feeds', () => {
  it('are there for the site, every author, every tag and every category, in three formats, and nowhere else', () => {
    assert.ok(owners.length > 5);
    const wanted = owners.flatMap(({ address }) => files.map((file) => (address + file).slice(1)));
    assert.deepEqual(
      builtFiles()
        .filter((file) => /(^|\/)(feed\.xml|atom\.xml|feed\.json)$/.test(file))
        .toSorted(),
      wanted.toSorted(),
    );
  });

  it('can be found from the head of their page, its own before those of the site', () => {
    for (const page of listed) {
      const found = named(page.tree, 'link')
        .filter((link) => Object.values(types).includes(attribute(link, 'type')) && !/^\/\d.*\/comments\//.test(attribute(link, 'href')))
        .map((link) => [attribute(link, 'href'), attribute(link, 'type')]);
      const own = owners.includes(page) && page.address !== '/' ? [page.address, '/'] : ['/'];
      assert.deepEqual(
        found,
        own.flatMap((address) => files.map((file) => [address + file, types[file]])),
        page.address,
      );
    }
  });

  for (const owner of owners) {
    const [rss, atom, json] = files.map((file) => feedOf(owner, file));
    assert.ok(rss && atom && json);
    const expected = posts.filter((post) => isListedOn(post, owner));

    it(`of ${owner.address} say the same in every format, of the page they belong to`, () => {
      files.forEach((file, place) => assert.equal([rss, atom, json][place]?.self, siteUrl + owner.address + file));
      const without = ({ items, self: _self, ...feed }: ReadFeed) => ({
        ...feed,
        items: items.map(({ updated, published, ...item }) => ({ ...item, published, updated: updated ?? published })),
      });
      assert.deepEqual(without(atom), without(rss));
      assert.deepEqual(without(json), without(rss));
      assert.deepEqual([rss.page, rss.language], [siteUrl + owner.address, 'en']);
      assert.ok(rss.title.length > 1 && rss.description.length > 1);
    });

    it(`of ${owner.address} have its posts, newest first, each known by its address and with its authors`, () => {
      assert.deepEqual(rss.items.map(({ url }) => url).toSorted(), expected.map(({ address }) => siteUrl + address).toSorted());
      const dates = rss.items.map(({ published }) => published);
      assert.deepEqual(
        dates,
        dates.toSorted((a, b) => b - a),
      );
      for (const item of rss.items) {
        assert.equal(item.id, item.url);
        const authors = named(pageOf(item).tree, 'header').flatMap((header) =>
          elementsOf(header, ({ properties }) => String(properties['rel']) === 'author'),
        );
        assert.deepEqual(item.authors, authors.map(textIn));
      }
    });
  }

  const home = owners.find(({ address }) => address === '/');
  assert.ok(home);
  const { items } = feedOf(home, 'feed.xml');

  it('have each post in full: the words of its page, from the first to the last', () => {
    assert.ok(items.length > 0);
    for (const item of items) {
      const [text] = elementsOf(pageOf(item).tree, ({ properties }) => String(properties['className']).includes('e-content'));
      assert.ok(text);
      assert.equal(textIn(treeOf(item)), textIn(text));
    }
  });

  it('lead nowhere by addresses that mean something only on a page of ours', () => {
    for (const item of items) {
      const linked = elementsOf(treeOf(item), ({ properties }) => 'href' in properties || 'src' in properties || 'srcSet' in properties);
      for (const { properties } of linked) {
        for (const name of ['href', 'src']) if (name in properties) assert.match(String(properties[name]), /^(https?:\/\/|mailto:)/);
        assert.ok(!('srcSet' in properties));
      }
    }
  });

  it('carry no script, no style, no comment and nothing left over from MDX', () => {
    for (const item of items) {
      assert.deepEqual(named(treeOf(item), 'script', 'style', 'link', 'template', 'button', 'astro-island', 'astro-slot'), []);
      assert.doesNotMatch(item.html, /<!--|data-astro|astro-cid|\bclass=|import\s+\w+\s+from|export\s+const|\{props|undefined|\[object/);
    }
  });
});

function pageOf({ url }: ReadItem): BuiltPage {
  const page = posts.find(({ address }) => siteUrl + address === url);
  assert.ok(page, url);
  return page;
}

function isListedOn({ address }: BuiltPage, owner: BuiltPage): boolean {
  const [main] = named(owner.tree, 'main');
  return main !== undefined && named(main, 'a').some((link) => attribute(link, 'href') === address);
}
