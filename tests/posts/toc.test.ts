import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Heading, type Section, tableOfContents } from '../../src/posts/toc.ts';

const heading = (depth: number, slug: string): Heading => ({ depth, slug, text: slug.toUpperCase() });
const outline = (sections: readonly Section[]): unknown => sections.map(({ id, parts }) => (parts.length > 0 ? [id, outline(parts)] : id));

describe('the table of contents', () => {
  it('is there from three sections on', () => {
    const three = [heading(2, 'a'), heading(2, 'b'), heading(2, 'c')];
    assert.deepEqual(tableOfContents(three.slice(1)), []);
    assert.deepEqual(outline(tableOfContents(three)), ['a', 'b', 'c']);
  });

  it('puts subsections under their section, and leaves out what is deeper and the heading of the footnotes', () => {
    const all = [heading(2, 'a'), heading(3, 'a1'), heading(4, 'a1x'), heading(3, 'a2'), heading(2, 'b'), heading(2, 'c')];
    assert.deepEqual(outline(tableOfContents([...all, heading(2, 'footnote-label')])), [['a', ['a1', 'a2']], 'b', 'c']);
    assert.deepEqual(tableOfContents([heading(2, 'a'), heading(2, 'b'), heading(2, 'footnote-label')]), []);
  });

  it('names every section and subsection once, in the order of the text, or nothing at all', () => {
    const headings = fc.array(fc.record({ depth: fc.integer({ min: 2, max: 6 }), slug: fc.uuid(), text: fc.string() }), { maxLength: 30 });
    fc.assert(
      fc.property(headings, (all) => {
        const named = tableOfContents(all).flatMap(({ id, parts }) => [id, ...parts.map((part) => part.id)]);
        const there = all.filter(({ depth }) => depth <= 3).map(({ slug }) => slug);
        assert.ok(named.length === 0 || named.join() === there.join());
        assert.ok(named.length > 0 || all.filter(({ depth }) => depth === 2).length < 3);
      }),
      { numRuns: 200 },
    );
  });
});
