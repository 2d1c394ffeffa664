import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'astro/zod';
import fc from 'fast-check';
import { isPostId, isPublished, postId, postSchema } from '../../src/posts/post.ts';

const schema = postSchema(() => z.string());
const smallest = { title: 'On fire', description: 'Where the extinguisher is.', published: '2026-11-20', authors: ['mike-moran'] };

describe('a post', () => {
  it('is public from its day on, a post of a month from the first of it, a draft never', () => {
    const shown = (published: string, today: string, draft = false) => isPublished({ draft, published }, today);
    assert.deepEqual(
      [shown('2026-11-23', '2026-11-22'), shown('2026-11-23', '2026-11-23'), shown('2026-11-23', '2026-11-24')],
      [false, true, true],
    );
    assert.deepEqual([shown('2026-12', '2026-11-30'), shown('2026-12', '2026-12-01'), shown('2008-02', '2026-11-23')], [false, true, true]);
    assert.deepEqual([shown('2008-02', '2026-11-23', true), shown('2026-11-23', '2026-11-23', true)], [false, false]);
  });

  it('stays public once it is', () => {
    const day = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, day, (published, a, b) => {
        const [earlier = '', later = ''] = [a, b].toSorted();
        return !isPublished({ draft: false, published }, earlier) || isPublished({ draft: false, published }, later);
      }),
    );
  });

  it('has the id of its file, which is its address', () => {
    assert.equal(postId('2026/11/on-fire.mdx'), '2026/11/on-fire');
    assert.equal(postId('2026/11/on-fire/index.mdx'), '2026/11/on-fire');
    for (const id of ['2026/11/on-fire', '2008/02/a', '1999/12/2-fast']) assert.equal(isPostId(id), true, id);
    for (const id of [
      '2026/13/a',
      '2026/00/a',
      '0999/01/a',
      '2026/1/a',
      '2026/11/',
      '2026/11/A',
      '2026/11/a--b',
      '2026/11/-a',
      '2026/11/a/b',
      'a\n2026/11/a',
    ]) {
      assert.equal(isPostId(id), false, id);
    }
  });

  it('needs four things, and gets what it leaves out', () => {
    const { tags, draft, aliases, comments, category } = schema.parse(smallest);
    assert.deepEqual(
      { tags, draft, aliases, comments, category },
      { tags: [], draft: false, aliases: [], comments: 'open', category: undefined },
    );
    for (const key of Object.keys(smallest)) assert.equal(schema.safeParse({ ...smallest, [key]: undefined }).success, false, key);
  });

  it('keeps a day a day where YAML made an instant of it', () => {
    assert.equal(schema.parse({ ...smallest, published: new Date('2026-11-20T00:00:00Z') }).published, '2026-11-20');
    assert.equal(schema.parse({ ...smallest, published: '2008-02' }).published, '2008-02');
  });

  const refused: [why: string, key: string, value: unknown][] = [
    ['a key it does not know', 'titel', 'x'],
    ['a title of two lines', 'title', 'a\nb'],
    ['a title of nothing but white space', 'title', '  '],
    ['a title nobody could list', 'title', 'a'.repeat(121)],
    ['a day that does not exist', 'published', '2026-02-30'],
    ['nobody as its author', 'authors', []],
    ['an old address elsewhere', 'aliases', ['//example.org/a/']],
    ['an old address with a question', 'aliases', ['/a/?b']],
    ['a source that is no web page', 'source', { title: 'A', url: 'javascript:alert(1)', published: '2008-02' }],
    ['a picture that nobody described', 'image', { src: './a.jpg' }],
    ['a word for its comments that means nothing', 'comments', 'on'],
  ];
  for (const [why, key, value] of refused)
    it(`cannot have ${why}`, () => assert.equal(schema.safeParse({ ...smallest, [key]: value }).success, false));

  it('tells an editor in every field what it is for', () => {
    const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    assert.deepEqual(Object.keys(properties).sort(), Object.keys(schema.shape).sort());
    for (const [name, field] of Object.entries(properties)) {
      assert.match(typeof field === 'object' ? (field.description ?? '') : '', /\w+ \w+/, name);
    }
  });
});
