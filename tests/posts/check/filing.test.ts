import { describe } from 'node:test';
import { post, withFrontmatter } from '../../support/content.ts';
import { accepts, finds, first, page, second } from '../../support/mistakes.ts';

describe('files and their names', () => {
  finds('a post outside the folders of months is told where to go', { [first]: null, 'content/posts/on-fire.mdx': post() }, [
    'content/posts/on-fire.mdx:1:1',
    /Move it to content\/posts\/2026\/11\/on-fire.mdx/,
  ]);
  finds('a name with capitals and underscores is told the right one', { 'content/posts/2026/11/Big_Fire.mdx': post() }, [
    'content/posts/2026/11/Big_Fire.mdx:1:1',
    /2026\/11\/big-fire.mdx/,
  ]);
  finds('two posts at one address are named', { 'content/posts/2026/11/on-fire/index.mdx': post() }, [
    'content/posts/2026/11/on-fire/index.mdx:1:1',
    /on-fire.mdx has the same address, \/2026\/11\/on-fire\//,
  ]);
  accepts('a post may lie in a folder of its own', { [first]: null, 'content/posts/2026/11/on-fire/index.mdx': post() });
  finds('a Markdown file that nothing reads is named', { 'content/posts/2026/11/lost.md': 'x' }, [
    'content/posts/2026/11/lost.md:1:1',
    /end in .mdx/,
  ]);
  accepts('notes above the folders that are read, and what editors leave behind, do no harm', {
    'content/README.md': 'x',
    'content/posts/2026/11/.#on-fire.mdx': 'x',
  });
  finds('an author in a folder of authors is named', { 'content/authors/old/ann.mdx': withFrontmatter(['name: Ann']) }, [
    'content/authors/old/ann.mdx:1:1',
    /directly in content\/authors\//,
  ]);
  finds('an author file with spaces is told a name', { 'content/authors/Ann Other.mdx': withFrontmatter(['name: Ann']) }, [
    'content/authors/Ann Other.mdx:1:1',
    /Rename the file to ann-other.mdx/,
  ]);
  for (const name of [
    'archive',
    'authors',
    'tags',
    'categories',
    'search',
    'moderation',
    'page',
    'comments',
    'healthz',
    'feed.xml',
    'robots.txt',
    '2026',
  ]) {
    const file = `content/pages/${name}.mdx`;
    finds(`a page cannot be called ${name}`, { [file]: withFrontmatter(['title: T', 'description: D.']) }, [
      `${file}:1:1`,
      /which the site itself needs/,
    ]);
  }
  finds('a page cannot have the address of a file in public', { 'public/about/index.html': '' }, [
    `${page}:1:1`,
    /public\/about\/index.html has the same address/,
  ]);
});

describe('authors, categories and tags', () => {
  finds('an author who resembles nobody is offered the ones there are', { [first]: post().replace('[mike-moran]', '[mike-moran, zoe]') }, [
    `${first}:5:23`,
    /“zoe”, which is not an author. Write content\/authors\/zoe.mdx, or name one of: mike-moran/,
  ]);
  finds('an author who is named twice is named', { [first]: post().replace('[mike-moran]', '[mike-moran, mike-moran]') }, [
    `${first}:5:23`,
    /twice/,
  ]);
  finds(
    'a tag in another spelling is told which was first, by date',
    { [first]: post(['tags: [seo]']), 'content/posts/2026/10/old.mdx': post(['tags: [SEO]']).replace('2026-11-20', '2026-10-01') },
    [`${first}:6:8`, /The tag “seo” was first spelt “SEO”, in content\/posts\/2026\/10\/old.mdx/],
  );
  finds('a category in another spelling is named', { [first]: post(['category: About it']), [second]: post(['category: About It']) }, [
    `${second}:6:11`,
    /category “About It” was first spelt “About it”/,
  ]);
  accepts('a tag and a category may be spelt differently', { [first]: post(['category: Sales', 'tags: [sales]']) });
  finds('a tag that is given twice is named', { [first]: post(['tags: [a, b, a]']) }, [`${first}:6:14`, /given twice/]);
  finds('a tag of signs alone has no address', { [first]: post(['tags: ["!?"]']) }, [`${first}:6:8`, /no letter or digit/]);
});
