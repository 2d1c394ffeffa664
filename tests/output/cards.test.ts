import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { builtFile, builtFiles, builtPages, isListed, isPost, metaOf, named, textIn } from '../support/built.ts';
import { siteUrl } from '../support/site.ts';
import { nodeOf } from '../support/structured.ts';

const pages = builtPages();
const listed = pages.filter(isListed);

describe('the picture of a shared page', () => {
  it('is there for every page that is listed, of the size that is said, and light', async () => {
    for (const kind of [
      /^\/$/,
      /^\/\d{4}\/\d{2}\/[^/]+\/$/,
      /^\/authors\/./,
      /^\/tags\//,
      /^\/categories\//,
      /^\/archive\//,
      /^\/\d{4}\/$/,
      /^\/about\//,
    ])
      assert.ok(
        listed.some(({ address }) => kind.test(address)),
        String(kind),
      );
    for (const page of listed) {
      const [address = '', ...more] = metaOf(page, 'og:image');
      assert.ok(address.startsWith(`${siteUrl}/_astro/`) && more.length === 0, page.address);
      const bytes = builtFile(address.slice(siteUrl.length + 1));
      const { format, width, height } = await sharp(bytes).metadata();
      assert.deepEqual(metaOf(page, 'og:image:type'), [`image/${format}`], page.address);
      assert.deepEqual([metaOf(page, 'og:image:width'), metaOf(page, 'og:image:height')], [[String(width)], [String(height)]]);
      if (format === 'png') assert.deepEqual([width, height], [1_200, 630]);
      if (format === 'png') assert.ok(bytes.length < 60_000, `${page.address}: ${bytes.length} bytes`);
      assert.deepEqual(metaOf(page, 'twitter:card'), ['summary_large_image']);
    }
  });

  it('is said in words: title, author, site', () => {
    for (const page of listed) {
      const [alt = ''] = metaOf(page, 'og:image:alt');
      assert.ok(alt.includes('Biznology'), `${page.address}: ${alt}`);
      assert.ok(alt.includes(metaOf(page, 'og:title')[0] ?? '–'), `${page.address}: ${alt}`);
      if (!isPost(page)) continue;
      assert.ok(alt.includes(textIn(named(page.tree, 'h1')[0])), alt);
      const authors = nodeOf(page, 'BlogPosting')['author'];
      for (const [, name = '–'] of JSON.stringify(authors).matchAll(/"name":"([^"]*)"/g)) assert.ok(alt.includes(name), alt);
    }
  });

  it('is what search engines are told of a post, too', () => {
    const posts = pages.filter(isPost);
    assert.ok(posts.length > 0);
    for (const page of posts) assert.deepEqual([nodeOf(page, 'BlogPosting')['image']], metaOf(page, 'og:image'));
  });

  it('is no page’s that asks not to be listed, and none is made that no page has', () => {
    for (const page of pages.filter((candidate) => !isListed(candidate))) assert.deepEqual(metaOf(page, 'og:image'), []);
    const asked = new Set(listed.flatMap((page) => metaOf(page, 'og:image').map((address) => address.slice(siteUrl.length + 1))));
    const cards = builtFiles().filter((file) => file.startsWith('_astro/card.'));
    assert.ok(cards.length > 10);
    assert.deepEqual(
      cards.filter((file) => !asked.has(file)),
      [],
    );
  });
});
