/** What readers would type, and the post they would want, over the real content. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { SearchIndex } from '../../src/search/index-file.ts';
import { search } from '../../src/search/search.ts';
import { root, type Site, startSite } from '../support/site.ts';

const questions: Record<string, readonly string[]> = {
  '2008/02/what-outcome-are-you-negotiating-for': [
    'negotiation',
    'negotiate',
    'what outcome are you negotiating for',
    'outcome',
    'salesman went over my head',
    'license agreement software vendor',
    '"small change"',
    'sparring partners',
    'win a sale or win a customer',
    'Mike Moran',
    'marketing',
    'negotation',
    'salesmn contract',
  ],
  '2026/11/join-the-discussion': [
    'how do I delete my comment',
    'why is my comment waiting for a moderator',
    'Markdown in comments',
    '10,000 characters',
    'hold-first',
    'how many comments a minute',
    'is my e-mail address published',
    'reply to a reply',
    'nofollow links',
    'modertor',
    '"Second thoughts"',
  ],
  '2026/11/what-this-site-remembers': [
    'cookies',
    'privacy',
    'how fast can I post comments',
    'Gravatar',
    'IP address hash',
    'local storage',
    'analytics third parties',
    'what is in the logs',
    'privcy',
  ],
  '2026/11/writing-for-this-site': [
    'how to write a post',
    'frontmatter',
    'MDX elements',
    'pull quote',
    'draft',
    'footnote',
    'figure caption',
    'npm run check',
    'frontmater',
    'less-than sign',
  ],
  '2026/11/how-trending-now-is-counted': [
    'trending',
    'Trending Now',
    'how is the strip counted',
    'half of the score every three days',
    'trendng',
    'pinned',
  ],
};

describe('a question that a reader would ask', () => {
  let site: Site;
  let index: SearchIndex;
  before(async () => {
    site = await startSite();
    index = new SearchIndex(join(root, 'dist/search.db'));
  });
  after(async () => {
    index.close();
    await site.stop();
  });

  it('is one of at least forty', () => {
    assert.ok(new Set(Object.values(questions).flat()).size >= 40);
  });

  it('is answered in words: what stands in samples of code is shown as code', () => {
    const results = ['comment', 'figure', 'footnote', 'frontmatter', 'outcome'].flatMap(
      (text) => search(index, { text, filters: {}, page: 1 }).results,
    );
    assert.ok(results.length > 5);
    for (const { excerpt, isCode } of results) {
      const shown = excerpt.map(({ text }) => text).join('');
      assert.ok(isCode || !/```|\]\(|<\/?Figure/.test(shown), shown);
    }
  });

  for (const [post, asked] of Object.entries(questions)) {
    for (const text of asked) {
      it(`finds ${post} among the first three: ${text}`, () => {
        const found = search(index, { text, filters: {}, page: 1 }).results.map((result) => result.post);
        assert.ok(found.slice(0, 3).includes(post), found.join(', '));
      });
    }
  }
});
