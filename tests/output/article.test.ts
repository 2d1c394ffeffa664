/** What the build makes of the text of posts and pages. The post on writing shows every element in use. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Element } from 'hast';
import { attribute, builtFile, type BuiltPage, builtPages, elementsOf, isPost, named, textIn } from '../support/built.ts';

const hasClass = (name: string) => (element: Element) => attribute(element, 'className').split(' ').includes(name);
const withClass = ({ tree }: BuiltPage, name: string) => elementsOf(tree, hasClass(name));
const ids = ({ tree }: BuiltPage) => elementsOf(tree, ({ properties }) => 'id' in properties).map((element) => attribute(element, 'id'));

describe('the text of a post', () => {
  const pages = builtPages();
  const page = (slug: string) => pages.find(({ address }) => address.endsWith(`/${slug}/`)) ?? assert.fail(slug);

  it('has ids that are there once, and letters or digits in each', () => {
    for (const one of pages) {
      const all = ids(one);
      assert.deepEqual(all, [...new Set(all)], one.address);
      for (const id of all) assert.match(id, /^\S*[\p{L}\p{N}]\S*$/u, one.address);
    }
  });

  it('has headings that are links to themselves, named as they are', () => {
    const headings = withClass(page('writing-for-this-site'), 'prose').flatMap((prose) => named(prose, 'h2', 'h3'));
    const own = headings.filter(
      (heading) => attribute(heading, 'id') !== 'footnote-label' && !attribute(heading, 'id').startsWith('author:'),
    );
    assert.ok(own.length > 8);
    for (const heading of own) {
      const [link, ...more] = named(heading, 'a');
      assert.equal(attribute(link, 'href'), `#${attribute(heading, 'id')}`);
      assert.equal(textIn(link), textIn(heading));
      assert.deepEqual(more, []);
    }
  });

  it('has contents that lead to its sections in their order, where there are three or more', () => {
    for (const one of pages.filter(isPost)) {
      const [prose] = withClass(one, 'prose');
      const sections = named(prose ?? one.tree, 'h2')
        .map((heading) => attribute(heading, 'id'))
        .filter((id) => id !== 'footnote-label');
      const [nav] = withClass(one, 'contents');
      const lists = nav
        ? [...named(nav, 'details'), ...elementsOf(nav, hasClass('beside'))].flatMap((around) => named(around, 'ol')[0] ?? [])
        : [];
      assert.equal(lists.length, sections.length >= 3 ? 2 : 0, one.address);
      for (const list of lists) {
        const led = list.children.flatMap((item) => (item.type === 'element' ? attribute(named(item, 'a')[0], 'href').slice(1) : []));
        assert.deepEqual(led, sections, one.address);
      }
    }
  });

  it('has footnotes that lead to their notes and back, each numbered for the place beside the text', () => {
    const one = page('writing-for-this-site');
    const marks = elementsOf(one.tree, ({ properties }) => 'dataFootnoteRef' in properties);
    assert.deepEqual(
      marks.map((mark) => [textIn(mark), attribute(mark, 'className')]),
      [
        ['1', 'mark-1'],
        ['2', 'mark-2'],
      ],
    );
    for (const mark of marks) {
      const note = elementsOf(one.tree, (element) => attribute(element, 'id') === attribute(mark, 'href').slice(1))[0];
      assert.equal(attribute(note, 'className'), attribute(mark, 'className').replace('mark', 'note'));
      const back = named(note ?? one.tree, 'a').at(-1);
      assert.equal(attribute(back, 'href'), `#${attribute(mark, 'id')}`);
      assert.match(attribute(back, 'ariaLabel'), /^Back to reference/);
    }
  });

  it('has code colored by classes that the styles know, and not one style attribute', () => {
    const css = named(page('writing-for-this-site').tree, 'style').map(textIn).join('');
    const used = new Set<string>();
    for (const one of pages) {
      assert.deepEqual(
        elementsOf(one.tree, ({ properties }) => 'style' in properties),
        [],
        one.address,
      );
      for (const code of named(one.tree, 'pre').flatMap((pre) => named(pre, 'span'))) used.add(attribute(code, 'className'));
    }
    assert.ok(used.size >= 5, [...used].join());
    for (const name of used) assert.match(css, new RegExp(`\\.${name}\\b`));
    const js = named(page('writing-for-this-site').tree, 'pre').find((pre) => attribute(pre, 'dataLanguage') === 'js');
    assert.match(textIn(js), /^\/\*\* What a negotiator should ask first. \*\/ function outcomeOf\(\{ sale, customer \}\) \{/);
  });

  it('has tables in frames that the keyboard reaches, and pictures with their size, in modern formats, with a larger view', () => {
    for (const one of pages) {
      for (const frame of withClass(one, 'table')) assert.deepEqual([frame.properties['tabIndex'], attribute(frame, 'role')], [0, 'group']);
      const framed = withClass(one, 'table').flatMap((frame) => named(frame, 'table')).length;
      assert.equal(framed, named(one.tree, 'table').length, one.address);
      for (const image of named(one.tree, 'img')) {
        assert.ok(Number(image.properties['width']) > 0 && Number(image.properties['height']) > 0, one.address);
        assert.ok('alt' in image.properties);
      }
    }
    const figures = named(page('writing-for-this-site').tree, 'figure').filter((figure) => named(figure, 'img').length > 0);
    assert.equal(figures.length, 2);
    for (const figure of figures) {
      assert.ok(textIn(named(figure, 'figcaption')[0]).length > 20);
      const larger = attribute(named(figure, 'a')[0], 'href');
      assert.ok(builtFile(larger).length > 500, larger);
    }
    const types = named(page('writing-for-this-site').tree, 'source').map((source) => attribute(source, 'type'));
    assert.deepEqual(types, ['image/avif', 'image/webp']);
  });

  it('says which part of a series it is and leads to the ones before and after', () => {
    const [nav] = elementsOf(page('what-this-site-remembers').tree, (element) => attribute(element, 'id') === 'series');
    assert.match(textIn(nav), /^Part 2 of 4 of How this site works/);
    assert.deepEqual(
      named(nav ?? assert.fail(), 'a').map((link) => attribute(link, 'href')),
      ['/2026/11/join-the-discussion/', '/2026/11/how-trending-now-is-counted/'],
    );
    assert.deepEqual(
      elementsOf(page('what-outcome-are-you-negotiating-for').tree, (element) => attribute(element, 'id') === 'series'),
      [],
    );
  });

  it('leads to posts about the same things, and to none where there are none', () => {
    const related = (slug: string) =>
      withClass(page(slug), 'related').flatMap((nav) => named(nav, 'a').map((link) => attribute(link, 'href')));
    assert.ok(related('join-the-discussion').includes('/2026/11/what-this-site-remembers/'));
    assert.deepEqual(related('what-outcome-are-you-negotiating-for'), []);
  });

  it('comes to feeds without what only a page needs', () => {
    const feed = builtFile('feed.xml').toString();
    assert.doesNotMatch(feed, /class="(contents|table|related)"|tabindex|aria-label="Table"/);
    assert.doesNotMatch(feed, /h2 id="[^"]*"(?:&gt;|>)(?:&lt;|<)a/);
  });
});
