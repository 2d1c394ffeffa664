import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { post, withFrontmatter } from '../../support/content.ts';
import { accepts, finds, first, mistakes, page, second } from '../../support/mistakes.ts';

describe('links', () => {
  const soon = { 'content/posts/2026/12/soon.mdx': post().replace('2026-11-20', '2026-12-01') };
  const draft = { [second]: post(['draft: true', 'tags: [secret]']) };
  const to = (url: string) => ({ [page]: withFrontmatter(['title: About', 'description: D.'], `## The house\n\nSee [this](${url}).`) });
  const place = `${page}:7:5`;

  const good = [
    '/',
    '/about/',
    '/2026/11/on-fire/',
    '/2026/11/on-fire/comments/',
    '/2026/11/on-fire/comments/feed.xml',
    '/2026/',
    '/2026/11/',
    '/archive/',
  ];
  good.push(
    '/authors/mike-moran/',
    '/tags/big-fires/',
    '/categories/sales/',
    '/feed.xml',
    '/atom.xml',
    '/feed.json',
    '/authors/mike-moran/feed.xml',
    '/2026/11/on-fire.md',
    '/llms.txt',
    '/comments/feed.xml',
    '/sitemap.xml',
    '/robots.txt',
    '/favicon.svg',
  );
  good.push(
    '/search/?q=fire',
    '/about/?x#the-house',
    '#the-house',
    '#',
    '#top',
    '/2026/11/on-fire/#respond',
    '/2026/11/on-fire/#comment-7',
    '/archive/#2026',
  );
  good.push('https://example.org/x', 'mailto:a@example.org', 'tel:+1');
  for (const url of good) accepts(`${url} leads somewhere`, { ...to(url), [first]: post(['tags: [Big fires]', 'category: Sales']) });

  finds('an address that does not exist is named with the one that was meant', to('/2026/11/on-fier/'), [
    place,
    /leads nowhere.*Did you mean “\/2026\/11\/on-fire\/”/,
  ]);
  finds('a missing slash is named with the right address', to('/2026/11/on-fire?a#top'), [
    place,
    /lacks the slash at its end. Write \/2026\/11\/on-fire\/\?a#top/,
  ]);
  finds('a slash too many is named', to('/feed.xml/'), [place, /a slash too many. Write \/feed.xml/]);
  finds(
    'a link by reference is named where its address stands, once',
    { [page]: withFrontmatter(['title: A', 'description: D.'], '[a][x] and [b][x]\n\n[x]: /gone/') },
    [`${page}:7:1`, /leads nowhere/],
  );
  finds('a link in HTML is named', { [page]: withFrontmatter(['title: A', 'description: D.'], 'See <a href="/gone/">x</a>') }, [
    `${page}:5:5`,
    /leads nowhere/,
  ]);
  finds(
    'a link in HTML with an expression is named',
    { [page]: withFrontmatter(['title: A', 'description: D.'], "See <a href={'/gone/'}>x</a>") },
    [`${page}:5:5`, /leads nowhere/],
  );
  finds('an empty link is named', to(''), [place, /leads nowhere. Write an address/]);
  finds('an address without a protocol is named', to('//example.org/'), [place, /Write https:\/\/example.org\//]);
  finds('a page of the home page that there is not is named', to('/page/2/'), [place, /leads nowhere/]);
  finds('the discussion of a post without one is named', { ...to('/2026/11/on-fire/comments/'), [first]: post(['comments: off']) }, [
    place,
    /leads nowhere/,
  ]);
  finds('an old address is told the new one', { ...to('/old'), [first]: post(['aliases: [/old/]']) }, [
    place,
    /an old address. Write the new one: \/2026\/11\/on-fire\//,
  ]);
  finds('a link to a draft says that it is one', { ...to('/2026/11/second/'), ...draft }, [place, /second.mdx, which is a draft/]);
  finds('a link to a post of the future says when it comes', { ...to('/2026/12/soon/'), ...soon }, [
    place,
    /which is not published before 2026-12-01/,
  ]);
  finds('a link to a tag that only a draft has is named', { ...to('/tags/secret/'), ...draft }, [
    place,
    /the tag secret, which readers cannot see yet/,
  ]);
  accepts('a draft may link to a draft', { [first]: post(['draft: true'], '[x](/2026/11/second/)'), ...draft });
  accepts('a post of the future may link to what is published by then', {
    'content/posts/2026/12/late.mdx': post([], '[x](/2026/12/soon/)').replace('2026-11-20', '2026-12'),
    ...soon,
  });
  it('a link to a post of the future is right on the day it is published', async (test) => {
    assert.deepEqual(await mistakes(test, { ...to('/2026/12/soon/'), ...soon }, '2026-12-01'), []);
  });

  finds('an anchor that does not exist on this page is named', to('#the-hause'), [
    place,
    /leads to no heading of content\/pages\/about.mdx. Did you mean “#the-house”/,
  ]);
  finds('an anchor that does not exist on another page is named', { [first]: post([], '[x](/about/#gone)') }, [
    `${first}:7:1`,
    /leads to no heading of content\/pages\/about.mdx. It has #the-house/,
  ]);
  accepts('anchors are made as the page makes them', {
    [first]: post(
      [],
      '## It’s *here* -- `now`\n\n## Twice\n\n## Twice\n\n<p id="own">x</p>\n\n[1](#its-here--now) [2](#twice-1) [3](#own) x[^n] [4](#user-content-fn-n) [5](#%74wice)\n\n[^n]: Note.',
    ),
  });
  accepts('anchors of a file that cannot be read are not asked for twice', { [first]: post([], '[x](/about/)') });

  finds(
    'a file beside the post that is not a picture is told where to go',
    {
      [first]: post([], '[x](./paper.pdf)'),
      'content/posts/2026/11/paper.pdf': '',
    },
    [`${first}:7:1`, /only pictures beside a post are published. Move the file to public/],
  );
  finds('a file beside the post that does not exist is named', { [first]: post([], '[x](./paper.pdf)') }, [
    `${first}:7:1`,
    /no file content\/posts\/2026\/11\/paper.pdf/,
  ]);
  finds('a link to a content file is told its address', { [first]: post([], '[x](../../../pages/about.mdx)') }, [
    `${first}:7:1`,
    /Write the address of its page: \/about\//,
  ]);
  finds('a relative address is told the whole one', { [first]: post([], '[x](../)') }, [
    `${first}:7:1`,
    /Write the whole address: \/2026\/11\//,
  ]);
});
