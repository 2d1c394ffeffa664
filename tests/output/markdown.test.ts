import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { attribute, builtFile, builtFiles, builtPages, elementsOf, isPost, listedPages, named, textIn } from '../support/built.ts';
import { siteUrl } from '../support/site.ts';

const posts = builtPages().filter(isPost);
const twinOf = ({ address }: (typeof posts)[number]) => builtFile(`${address.slice(1, -1)}.md`).toString();
/** The words of a text, without what is Markdown or punctuation. */
const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

describe('the Markdown twin of a post', () => {
  it('is there for every post, and for nothing else, and its page says where', () => {
    assert.ok(posts.length > 0);
    assert.deepEqual(
      builtFiles()
        .filter((file) => file.endsWith('.md'))
        .toSorted(),
      posts.map(({ address }) => `${address.slice(1, -1)}.md`).toSorted(),
    );
    for (const page of listedPages()) {
      const found = named(page.tree, 'link').filter((link) => attribute(link, 'type') === 'text/markdown');
      assert.deepEqual(
        found.map((link) => [attribute(link, 'rel'), attribute(link, 'href')]),
        isPost(page) ? [['alternate', `${page.address.slice(0, -1)}.md`]] : [],
      );
    }
  });

  it('says the title, the authors, the date as it is known, where the page is, and the words of the page', () => {
    for (const page of posts) {
      const twin = twinOf(page);
      const [article] = named(page.tree, 'article');
      assert.ok(article);
      assert.equal(twin.split('\n')[0]?.replaceAll('\\', ''), `# ${textIn(named(article, 'h1')[0])}`);
      assert.ok(twin.includes(`<${siteUrl}${page.address}>`));
      assert.match(twin, new RegExp(`^- Published ${attribute(named(article, 'time')[0], 'dateTime')}$`, 'm'));
      for (const author of elementsOf(article, ({ properties }) => String(properties['rel']) === 'author'))
        assert.ok(twin.includes(`[${textIn(author)}](${siteUrl}${attribute(author, 'href')})`));
      const paragraphs = named(
        elementsOf(article, ({ properties }) => String(properties['className']).includes('e-content'))[0] ?? article,
        'p',
        'li',
        'h2',
        'h3',
      );
      const words = wordsOf(twin).join(' ');
      for (const paragraph of paragraphs) {
        if (elementsOf(paragraph, ({ properties }) => 'href' in properties).length > 0 || textIn(paragraph) === 'Footnotes') continue;
        assert.ok(words.includes(wordsOf(textIn(paragraph)).join(' ')), `${page.address}: ${textIn(paragraph)}`);
      }
    }
  });

  it('holds no element and no address that means something only here, outside code', () => {
    for (const page of posts) {
      const prose = twinOf(page)
        .replace(/^(`{3,})[\s\S]*?^\1$/gm, '')
        .replace(/`[^`\n]*`/g, '');
      assert.doesNotMatch(prose, /<\/?[A-Z]|\{\/\*|\]\([./#]|\]\(undefined/);
      for (const [, picture = ''] of prose.matchAll(/!\[[^\]]*\]\(([^)\s]+)\)/g))
        assert.ok(builtFile(picture.slice(siteUrl.length + 1)).length > 0);
    }
  });
});

describe('/llms.txt', () => {
  const lines = builtFile('llms.txt').toString().split('\n');

  it('names the site, says what it is, and lists links under headings, as its specification has it', () => {
    assert.match(lines[0] ?? '', /^# \S/);
    assert.match(lines[2] ?? '', /^> \S/);
    for (const line of lines.slice(3)) assert.match(line, /^$|^## \S|^- \[.+\]\(https?:\/\/\S+\)(: .+)?$/);
  });

  it('lists the Markdown of every post, and only what is there', () => {
    const addresses = lines.flatMap((line) => /\]\((\S+)\)/.exec(line)?.[1] ?? []).map((address) => address.slice(siteUrl.length));
    assert.deepEqual(
      addresses.filter((address) => address.endsWith('.md')).toSorted(),
      posts.map(({ address }) => `${address.slice(0, -1)}.md`).toSorted(),
    );
    for (const address of addresses) assert.ok(builtFile(address.slice(1) + (address.endsWith('/') ? 'index.html' : '')).length > 0);
  });
});
