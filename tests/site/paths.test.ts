import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { absolute, paths, pathsUnder, slug } from '../../src/site/paths.ts';

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

  it('begins with the base of the site, all of them do, and is otherwise the same', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcxyz019-_.~'), minLength: 1, maxLength: 8 }).filter((text) => !/^\.+$/.test(text));
    const bases = fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => `/${parts.join('/')}`);
    fc.assert(
      fc.property(bases, fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), (base, name) => {
        const [there, here] = [addressesUnder(base, name), addressesUnder('', name)];
        assert.deepEqual(
          there,
          here.map((path) => base + path),
        );
        for (const path of there) assert.ok(new URL(path, 'https://example.org').pathname.startsWith(`${base}/`), path);
      }),
    );
  });

  it('that an author wrote begins with the base when it is one of the site', () => {
    const { of } = pathsUnder('/blog');
    for (const [written, found] of [
      ['/about/', '/blog/about/'],
      ['/', '/blog/'],
      ['/blog/', '/blog/blog/'],
      ['/search/?q=a#results', '/blog/search/?q=a#results'],
      ['#notes', '#notes'],
      ['', ''],
      ['picture.png', 'picture.png'],
      ['//example.org/about/', '//example.org/about/'],
      ['https://example.org/about/', 'https://example.org/about/'],
      ['mailto:ada@example.org', 'mailto:ada@example.org'],
    ] as const) {
      assert.equal(of(written), found);
      assert.equal(paths.of(written), written, 'without a base it is what was written');
    }
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

/** Every address of a site at `base`, with the name in it wherever one has a place for it; those of places on a page aside. */
function addressesUnder(base: string, name: string): string[] {
  const { comment: _onThePage, of, reply, moderationPage, search, feed, home, month, ...plain } = pathsUnder(base);
  const named = encodeURIComponent(name.toWellFormed());
  const more = [of('/'), reply(post, 7), moderationPage('log'), search(), search({ q: name }), feed(), home(2), month('2008', '02')];
  return [
    ...more,
    feed(plain.author('ada'), 'atom'),
    home(),
    plain.commentsFeed(),
    plain.signIn(),
    ...Object.values(plain).map((make) => make(named)),
  ];
}
