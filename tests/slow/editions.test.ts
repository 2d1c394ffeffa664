/** Two editions of a small site: what an edit changes for machines, and what it must not. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { attribute, metaOf, named } from '../support/built.ts';
import { withFrontmatter } from '../support/content.ts';
import { readers } from '../support/feeds.ts';
import { buildWith, type OwnSite } from '../support/own-site.ts';
import { siteUrl } from '../support/site.ts';
import { checkPosting, checkProfile, nodeOf } from '../support/structured.ts';
import { childrenOf, readXml, textOf } from '../support/xml.ts';

const original = 'https://elsewhere.example/first/';
const fire = '/2026/11/on-fire/';
const hostile = 'Fish & <chips> ]]> “done” {x} `y` \\z';
const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

function content(onFire: string): Record<string, string | Buffer> {
  const post = (title: string, published: string, more: string[], text = 'The text.') =>
    withFrontmatter([`title: ${JSON.stringify(title)}`, 'description: In a sentence.', `published: ${published}`, ...more], text);
  return {
    'content/posts/2026/11/on-fire.mdx': onFire,
    'content/posts/2026/11/a-dot.png': pixel,
    'content/posts/2026/10/from-elsewhere.mdx': post('From elsewhere', '2026-10-05', [
      'authors: [ada]',
      'source:',
      '  title: Elsewhere',
      `  url: ${original}`,
      '  published: 2026-09',
      '  canonical: there',
    ]),
    'content/posts/2026/10/moved.mdx': post(hostile, '2026-10-04', ['authors: [ada]', 'guid: tag:old.example,2010:7', 'comments: off']),
    'content/posts/2026/09/some-day.mdx': post('Some day', '2026-09', ['authors: [grace]', 'tags: [vague]']),
    'content/authors/ada.mdx': withFrontmatter(
      ['name: Ada', 'role: Mathematician', 'portrait: ./ada.png', 'links:', '  - label: Website', '    url: https://ada.example/'],
      'Wrote the first program.',
    ),
    'content/authors/ada.png': pixel,
    'content/authors/grace.mdx': withFrontmatter(['name: Grace'], 'Found the first bug.'),
    'content/pages/about.mdx': withFrontmatter(['title: About', 'description: What this is.'], 'The text.'),
    'content/pages/comment-policy.mdx': withFrontmatter(['title: Policy', 'description: What is allowed.'], 'The text.'),
    'content/pages/privacy.mdx': withFrontmatter(['title: Privacy', 'description: What is kept.'], 'The text.'),
  };
}

function onFire(title: string, text: string, more: string[] = []): string {
  const image = ['image:', '  src: ./a-dot.png', '  alt: A dot.'];
  const lines = [
    `title: ${title}`,
    'description: In a sentence.',
    'published: 2026-11-20',
    'authors: [ada, grace]',
    'category: Safety',
    ...image,
  ];
  return withFrontmatter([...lines, ...more], text);
}

describe('a site before and after an edit', () => {
  let first: OwnSite;
  let second: OwnSite;
  before(async () => {
    first = await buildWith(content(onFire('On fire', 'It began.\n\n![A dot](./a-dot.png)')));
    second = await buildWith(content(onFire('On water', 'It ended.\n\n![A dot](./a-dot.png)', ['updated: 2026-11-22', 'tags: [water]'])));
  });

  for (const [file, read] of Object.entries(readers)) {
    it(`has the same posts to readers of ${file}: the same ids and dates in the same order, and the edit is told as one`, () => {
      for (const folder of ['', 'authors/ada/', 'categories/safety/']) {
        const [before, after] = [read(first.text(folder + file)).items, read(second.text(folder + file)).items];
        assert.deepEqual(
          after.map(({ id, published }) => ({ id, published })),
          before.map(({ id, published }) => ({ id, published })),
        );
        assert.deepEqual([before[0]?.title, after[0]?.title, after[0]?.updated], ['On fire', 'On water', Date.UTC(2026, 10, 22)]);
        for (const item of after.slice(1)) assert.ok(item.updated === undefined || item.updated === item.published);
      }
      const { items } = read(second.text(file));
      assert.deepEqual(items[0]?.authors, ['Ada', 'Grace']);
      const moved = items.find(({ title }) => title === hostile);
      assert.deepEqual([moved?.id, moved?.url], ['tag:old.example,2010:7', `${siteUrl}/2026/10/moved/`]);
    });
  }

  it('has its pictures where feeds and the Markdown twin say they are', () => {
    const { items } = readers['feed.json'](second.text('feed.json'));
    for (const text of [items[0]?.html ?? '', second.text('2026/11/on-fire.md')]) {
      const [, address = ''] = /(?:src="|!\[A dot\]\()([^")]+)/.exec(text) ?? [];
      assert.ok(address.startsWith(`${siteUrl}/`), text);
      assert.ok(second.files.includes(address.slice(siteUrl.length + 1)), address);
    }
  });

  it('says in the page, in its data and in the Markdown when the post was changed', () => {
    const page = second.page(fire);
    assert.deepEqual(metaOf(page, 'article:modified_time'), ['2026-11-22']);
    const post = nodeOf(page, 'BlogPosting');
    checkPosting(post);
    assert.deepEqual([post['datePublished'], post['dateModified'], post['articleSection']], ['2026-11-20', '2026-11-22', 'Safety']);
    assert.match(String(post['image']), /^http.*\.(png|webp)$/);
    const changed = named(page.tree, 'time').filter((time) => attribute(time, 'className') === 'dt-updated');
    assert.deepEqual(
      changed.map((time) => attribute(time, 'dateTime')),
      ['2026-11-22'],
    );
    assert.match(second.text('2026/11/on-fire.md'), /^- Published 2026-11-20, changed 2026-11-22$/m);
  });

  it('has in its sitemap the days that are known, and none where only a month is', () => {
    const changes = new Map(
      childrenOf(readXml(second.text('sitemap.xml')), 'url').map((url) => [
        textOf(url, 'loc').slice(siteUrl.length),
        childrenOf(url, 'lastmod')[0]?.text,
      ]),
    );
    const known = {
      [fire]: '2026-11-22',
      '/': '2026-11-22',
      '/2026/11/': '2026-11-22',
      '/2026/10/': '2026-10-05',
      '/tags/water/': '2026-11-22',
    };
    for (const [address, day] of Object.entries(known)) assert.equal(changes.get(address), day, address);
    for (const address of ['/2026/09/some-day/', '/2026/09/', '/tags/vague/', '/about/', '/authors/ada/']) {
      assert.ok(changes.has(address), address);
      assert.equal(changes.get(address), undefined, address);
    }
  });

  it('gives way to the original where the author wants that, in the head and in the sitemap, and stays in the feeds', () => {
    const address = '/2026/10/from-elsewhere/';
    const page = second.page(address);
    const canonical = named(page.tree, 'link').filter((link) => attribute(link, 'rel') === 'canonical');
    assert.deepEqual([canonical.map((link) => attribute(link, 'href')), metaOf(page, 'og:url')], [[original], [original]]);
    assert.ok(!second.text('sitemap.xml').includes(address));
    assert.ok(second.text('feed.xml').includes(siteUrl + address));
    assert.equal(nodeOf(page, 'BlogPosting')['isBasedOn'], original);
  });

  it('says nothing of a discussion where there is none, and all else', () => {
    const page = second.page('/2026/10/moved/');
    const post = nodeOf(page, 'BlogPosting');
    checkPosting(post);
    assert.deepEqual([post['headline'], 'commentCount' in post], [hostile, false]);
    assert.doesNotMatch(page.html, /2026\/10\/moved\/comments/);
    assert.equal(second.text('2026/10/moved.md').split('\n')[0], '# Fish & \\<chips> \\]\\]> “done” {x} \\`y\\` \\\\z');
  });

  it('says who an author is and where else, with rel=me and as the same person', () => {
    const page = second.page('/authors/ada/');
    const profile = nodeOf(page, 'ProfilePage');
    checkProfile(profile);
    assert.match(JSON.stringify(profile), /"jobTitle":"Mathematician","image":"http[^"]+","sameAs":\["https:\/\/ada\.example\/"\]/);
    for (const address of ['/authors/ada/', fire]) {
      const links = named(second.page(address).tree, 'a').filter((link) => attribute(link, 'rel') === 'me');
      assert.deepEqual(
        links.map((link) => [attribute(link, 'href'), attribute(link, 'className')]),
        [['https://ada.example/', 'u-url']],
      );
    }
  });
});
