/** Whose picture is shared: the author's, the page's own, that of the list's first page. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { metaOf } from '../support/built.ts';
import { withFrontmatter } from '../support/content.ts';
import { buildWith, type OwnSite } from '../support/own-site.ts';
import { siteUrl } from '../support/site.ts';
import { nodeOf } from '../support/structured.ts';

describe('the picture of a shared page', () => {
  let site: OwnSite;
  before(async () => {
    const picture = (width: number, height: number) =>
      sharp({ create: { width, height, channels: 3, background: '#357' } })
        .jpeg()
        .toBuffer();
    const post = (title: string, more: string[] = []) =>
      withFrontmatter(
        [`title: ${JSON.stringify(title)}`, 'description: In a sentence.', 'published: 2026-11-02', 'authors: [ada]', ...more],
        'Text.',
      );
    const page = (title: string) => withFrontmatter([`title: ${title}`, 'description: What this is.'], 'The text.');
    site = await buildWith({
      'content/posts/2026/11/large.jpg': await picture(2_000, 1_500),
      'content/posts/2026/11/medium.jpg': await picture(900, 400),
      'content/posts/2026/11/small.jpg': await picture(599, 400),
      ...Object.fromEntries(
        ['large', 'medium', 'small'].map((name) => [
          `content/posts/2026/11/${name}.mdx`,
          post(name, ['image:', `  src: ./${name}.jpg`, `  alt: A ${name} picture.`]),
        ]),
      ),
      'content/posts/2026/11/of-no-font.mdx': post('A title of no font: \u0378'),
      ...Object.fromEntries(Array.from({ length: 10 }, (_, place) => [`content/posts/2026/11/post-${place}.mdx`, post(`Post ${place}`)])),
      'content/authors/ada.mdx': withFrontmatter(['name: Ada', 'role: Mathematician'], 'Wrote the first program.'),
      ...Object.fromEntries(['about', 'comment-policy', 'privacy'].map((name) => [`content/pages/${name}.mdx`, page(name)])),
    });
  });

  const said = (address: string) =>
    ['og:image:type', 'og:image:width', 'og:image:height', 'og:image:alt'].map((key) => metaOf(site.page(address), key).join());
  const picture = (address: string) => metaOf(site.page(address), 'og:image').join();

  it('is what the author of a post chose, in the shape that is shown and not enlarged', () => {
    assert.deepEqual(said('/2026/11/large/'), ['image/jpeg', '1200', '630', 'A large picture.']);
    assert.deepEqual(said('/2026/11/medium/'), ['image/jpeg', '761', '400', 'A medium picture.']);
    assert.match(JSON.stringify(nodeOf(site.page('/2026/11/large/'), 'BlogPosting')['image']), /large/);
  });

  it('is the card where that would be shown small', () => {
    assert.deepEqual(said('/2026/11/small/').slice(0, 3), ['image/png', '1200', '630']);
  });

  it('is there for every page, whatever its title', () => {
    for (const address of ['/', '/2026/11/large/', '/2026/11/of-no-font/', '/2026/', '/authors/ada/', '/about/']) {
      const file = picture(address).slice(siteUrl.length + 1);
      assert.ok(site.files.includes(file), `${address}: ${file}`);
    }
  });

  it('is on further pages of a list that of the first, and on others their own', () => {
    assert.equal(picture('/page/2/'), picture('/'));
    const different = ['/', '/archive/', '/about/', '/authors/', '/authors/ada/', '/2026/11/post-1/', '/2026/11/post-2/'].map(picture);
    assert.equal(new Set(different).size, different.length);
  });
});
