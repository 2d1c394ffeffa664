import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { attribute, builtPages, isPost, named, textIn } from '../support/built.ts';
import { itemsOf, microformats, textsOf } from '../support/microformats.ts';
import { siteUrl } from '../support/site.ts';

const pages = builtPages();
const posts = pages.filter(isPost);
const itemsOn = (page: (typeof pages)[number], type: string) =>
  microformats(page.tree, siteUrl + page.address).filter(({ types }) => types.includes(type));

describe('microformats', () => {
  it('say of a post its name, address, date, authors, text and subjects', () => {
    assert.ok(posts.length > 0);
    for (const page of posts) {
      const [entry, ...more] = itemsOn(page, 'h-entry');
      assert.equal(more.length, 0);
      assert.deepEqual(textsOf(entry, 'name'), [textIn(named(page.tree, 'h1')[0])]);
      assert.deepEqual([textsOf(entry, 'url'), textsOf(entry, 'uid')], [[siteUrl + page.address], [siteUrl + page.address]]);
      assert.match(textsOf(entry, 'published').join(), /^\d{4}-\d{2}(-\d{2})?$/);
      assert.ok((textsOf(entry, 'content')[0] ?? '').length > 200);
      assert.ok(textsOf(entry, 'category').length > 0);
      const authors = itemsOf(entry, 'author');
      assert.ok(authors.length > 0);
      for (const author of authors) {
        const [address = ''] = textsOf(author, 'url');
        const profile = pages.find((candidate) => siteUrl + candidate.address === address);
        assert.ok(profile);
        const [card] = itemsOn(profile, 'h-card');
        assert.deepEqual([textsOf(card, 'name'), textsOf(card, 'uid')], [textsOf(author, 'name'), [address]]);
        assert.ok((textsOf(card, 'note')[0] ?? '').length > 20);
      }
    }
  });

  it('say of a list its posts, each with name, address, summary, date and authors', () => {
    const home = pages.find(({ address }) => address === '/');
    assert.ok(home);
    const entries = itemsOn(home, 'h-entry');
    assert.deepEqual(
      entries.flatMap((entry) => textsOf(entry, 'url')),
      named(home.tree, 'article').map((article) => siteUrl + attribute(named(article, 'a')[0], 'href')),
    );
    for (const entry of entries) {
      for (const name of ['name', 'summary', 'published']) assert.equal(textsOf(entry, name).length, 1, name);
      assert.ok(itemsOf(entry, 'author').length > 0);
    }
  });
});
