import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rehype } from 'rehype';
import { builtFile, builtPages, elementsOf, named, textIn } from '../support/built.ts';
import { siteUrl } from '../support/site.ts';
import { childrenOf, readXml, textOf } from '../support/xml.ts';

describe('/feed.xml', () => {
  const rss = readXml(builtFile('feed.xml').toString());
  const [channel] = childrenOf(rss, 'channel');
  assert.ok(channel);
  const items = childrenOf(channel, 'item');
  const pages = builtPages();
  const contentOf = (item: (typeof items)[number]) => rehype().data('settings', { fragment: true }).parse(textOf(item, 'content:encoded'));
  const pageOf = (item: (typeof items)[number]) => {
    const page = pages.find(({ address }) => siteUrl + address === textOf(item, 'link'));
    assert.ok(page, textOf(item, 'link'));
    return page;
  };

  it('is RSS 2.0 of a channel with a title, an address, a description, a language and its own address', () => {
    assert.deepEqual([rss.name, rss.attributes['version']], ['rss', '2.0']);
    for (const name of ['title', 'description', 'language']) assert.ok(textOf(channel, name).length > 1, name);
    assert.equal(textOf(channel, 'link'), `${siteUrl}/`);
    const [self] = childrenOf(channel, 'atom:link');
    assert.deepEqual(self?.attributes, { href: `${siteUrl}/feed.xml`, rel: 'self', type: 'application/rss+xml' });
  });

  it('has every post once, newest first, each with a title, an address that stays, a date and its authors', () => {
    assert.ok(items.length > 0);
    const posts = pages.filter(({ address }) => /^\/\d{4}\/\d{2}\/[^/]+\/$/.test(address));
    assert.deepEqual(items.map((item) => textOf(item, 'link')).toSorted(), posts.map(({ address }) => siteUrl + address).toSorted());
    const dates = items.map((item) => textOf(item, 'pubDate'));
    for (const date of dates) assert.equal(new Date(date).toUTCString(), date);
    assert.deepEqual(
      dates,
      dates.toSorted((a, b) => Date.parse(b) - Date.parse(a)),
    );
    for (const item of items) {
      const [guid] = childrenOf(item, 'guid');
      assert.deepEqual([guid?.text, guid?.attributes['isPermaLink']], [textOf(item, 'link'), 'true']);
      assert.ok(textOf(item, 'title').length > 1 && textOf(item, 'description').length > 1);
      const authors = named(pageOf(item).tree, 'header').flatMap((header) =>
        elementsOf(header, ({ properties }) => String(properties['rel']) === 'author'),
      );
      assert.deepEqual(
        childrenOf(item, 'dc:creator').map(({ text }) => text),
        authors.map(textIn),
      );
    }
  });

  it('has each post in full: the words of its page, from the first to the last', () => {
    for (const item of items) {
      const [article] = named(pageOf(item).tree, 'article');
      const [text] = article ? elementsOf(article, ({ properties }) => String(properties['className']) === 'prose') : [];
      assert.ok(text);
      assert.equal(textIn(contentOf(item)), textIn(text));
    }
  });

  it('leads nowhere by addresses that mean something only on a page of ours', () => {
    for (const item of items) {
      const linked = elementsOf(contentOf(item), ({ properties }) => 'href' in properties || 'src' in properties || 'srcSet' in properties);
      for (const { properties } of linked) {
        for (const name of ['href', 'src']) if (name in properties) assert.match(String(properties[name]), /^(https?:\/\/|mailto:)/);
        assert.ok(!('srcSet' in properties));
      }
    }
  });

  it('carries no script, no style, no comment and nothing left over from MDX', () => {
    for (const item of items) {
      const source = textOf(item, 'content:encoded');
      assert.deepEqual(named(contentOf(item), 'script', 'style', 'link', 'template', 'astro-island', 'astro-slot'), []);
      assert.doesNotMatch(source, /<!--|data-astro|astro-cid|\bclass="astro|import\s+\w+\s+from|export\s+const|\{props|undefined|\[object/);
    }
  });
});
