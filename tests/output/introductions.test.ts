/** What owners wrote about tags and categories, on their pages. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { attribute, builtFile, builtPages, elementsOf, metaOf, named, textIn } from '../support/built.ts';
import { readers } from '../support/feeds.ts';

const pages = builtPages();
const at = (address: string) => pages.find((page) => page.address === address) ?? assert.fail(address);
const introductions = (address: string) =>
  elementsOf(at(address).tree, (element) => attribute(element, 'className').split(' ').includes('prose')).map(textIn);

it('a tag and a category with an introduction show it over their posts, and describe themselves by it', () => {
  assert.match(introductions('/tags/comments/').join(), /^Everything said here about the conversation under the posts\./);
  assert.match(introductions('/categories/about-this-site/').join(), /^The house itself:/);
  assert.deepEqual(metaOf(at('/tags/comments/'), 'description'), ['How comments are written, approved, counted and kept on this site.']);
  assert.deepEqual(metaOf(at('/tags/comments/'), 'og:description'), metaOf(at('/tags/comments/'), 'description'));
  const [main] = named(at('/tags/comments/').tree, 'main');
  assert.match(textIn(main), /Tagged “comments” ?Everything said here.*Trending/);
});

it('what they say of themselves is said in their feeds too', () => {
  for (const file of ['feed.xml', 'atom.xml', 'feed.json'] as const) {
    const { title, description } = readers[file](builtFile(`tags/comments/${file}`).toString());
    assert.match(title, /: Posts tagged “comments”$/);
    assert.equal(description, 'How comments are written, approved, counted and kept on this site.');
    assert.match(readers[file](builtFile(`tags/moderation/${file}`).toString()).description, /^Posts tagged “moderation” on /);
  }
});

it('one without says what it is all the same', () => {
  assert.deepEqual(introductions('/tags/moderation/'), []);
  assert.deepEqual(metaOf(at('/tags/moderation/'), 'description'), ['Posts tagged “moderation”.']);
});
