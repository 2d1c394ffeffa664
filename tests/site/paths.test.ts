import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { absolute, paths, slug } from '../../src/site/paths.ts';

const post = '2008/02/what-outcome-are-you-negotiating-for';

describe('an address', () => {
  it('is what the outside world relies on', () => {
    assert.deepEqual(
      {
        home: [paths.home(), paths.home(1), paths.home(2)],
        post: [paths.post(post), paths.discussion(post), paths.reply(post, 7), paths.comment(7)],
        archives: [paths.year('2008'), paths.month('2008', '02'), paths.archive()],
        lists: [paths.author('mike-moran'), paths.tag('Marketing'), paths.category('About this site'), paths.page('about')],
        feeds: [
          paths.feed(),
          paths.feed(paths.author('ada'), 'atom'),
          paths.feed(paths.tag('x'), 'json'),
          paths.markdown(post),
          paths.llms(),
          paths.commentsFeed(),
          paths.commentsFeed(post),
          paths.sitemap(),
        ],
      },
      {
        home: ['/', '/', '/page/2/'],
        post: [`/${post}/`, `/${post}/comments/`, `/${post}/comments/?reply=7#respond`, '#comment-7'],
        archives: ['/2008/', '/2008/02/', '/archive/'],
        lists: ['/authors/mike-moran/', '/tags/marketing/', '/categories/about-this-site/', '/about/'],
        feeds: [
          '/feed.xml',
          '/authors/ada/atom.xml',
          '/tags/x/feed.json',
          `/${post}.md`,
          '/llms.txt',
          '/comments/feed.xml',
          `/${post}/comments/feed.xml`,
          '/sitemap.xml',
        ],
      },
    );
  });

  it('of a tag or category stays one segment of its path, whatever the tag is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
        const { pathname, search, hash, origin } = new URL(absolute(paths.tag(name), 'https://example.org'));
        assert.equal(origin, 'https://example.org');
        assert.match(pathname, /^\/tags\/[^/]*\/$/);
        assert.equal(search + hash, '');
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on how often it was asked for', () => {
    assert.equal(slug('About this site'), 'about-this-site');
    assert.equal(slug('About this site'), 'about-this-site');
  });

  it('is made full by the site’s origin alone', () => {
    assert.equal(absolute('/about/', 'https://example.org'), 'https://example.org/about/');
    assert.equal(absolute('/about/', new URL('http://localhost:4321')), 'http://localhost:4321/about/');
    assert.throws(() => absolute('/about/', undefined), TypeError);
  });
});
