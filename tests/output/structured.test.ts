import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { attribute, type BuiltPage, builtPages, isPost, metaOf, named, rawText, textIn } from '../support/built.ts';
import { siteUrl } from '../support/site.ts';

const pages = builtPages();
const blocksOf = ({ tree }: BuiltPage) => named(tree, 'script').filter((script) => attribute(script, 'type') === 'application/ld+json');

describe('structured data', () => {
  it('stands at most once on a page, and nothing in it can end the element it stands in', () => {
    assert.ok(pages.some((page) => blocksOf(page).length === 1));
    for (const page of pages) {
      assert.ok(blocksOf(page).length <= 1, page.address);
      for (const block of blocksOf(page)) assert.doesNotMatch(rawText(block), /[<>&\u2028\u2029]/);
    }
  });

  it('says of every post what search engines need, with dates as precise as they are known', () => {
    for (const page of pages.filter(isPost)) {
      const { author, datePublished, dateModified, ...post } = structured(page);
      assert.deepEqual([post['@context'], post['@type']], ['https://schema.org', 'BlogPosting']);
      assert.deepEqual([post['url'], post['mainEntityOfPage']], [siteUrl + page.address, siteUrl + page.address]);
      assert.equal(post['headline'], textIn(named(page.tree, 'h1')[0]));
      const [article] = named(page.tree, 'article');
      assert.ok(article);
      assert.equal(datePublished, attribute(named(article, 'time')[0], 'dateTime'));
      assert.deepEqual(metaOf(page, 'article:published_time'), [datePublished]);
      assert.match(String(dateModified), /^\d{4}-\d{2}(-\d{2})?$/);
      assert.ok(Array.isArray(author) && author.length > 0);
      for (const person of author) {
        assert.equal(person['@type'], 'Person');
        assert.ok(pages.some(({ address }) => siteUrl + address === person['url']));
      }
      assert.ok(post['publisher'] && post['description'] && post['inLanguage']);
    }
  });

  it('says who an author is', () => {
    const authors = pages.filter(({ address }) => address.startsWith('/authors/'));
    assert.ok(authors.length > 0);
    for (const page of authors) {
      const { mainEntity, ...profile } = structured(page);
      assert.equal(profile['@type'], 'ProfilePage');
      assert.match(JSON.stringify(mainEntity), /"@type":"Person".*"name":"/);
    }
  });

  it('says what the site is', () => {
    const home = pages.find(({ address }) => address === '/');
    assert.ok(home);
    assert.deepEqual([structured(home)['@type'], structured(home)['url']], ['WebSite', `${siteUrl}/`]);
  });
});

function structured(page: BuiltPage): Record<string, unknown> {
  const data: unknown = JSON.parse(rawText(blocksOf(page)[0]));
  assert.ok(typeof data === 'object' && data !== null, page.address);
  return { ...data };
}
