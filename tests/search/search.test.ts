import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { type Asked, facets } from '../../src/search/asked.ts';
import type { Document } from '../../src/search/document.ts';
import { SearchIndex } from '../../src/search/index-file.ts';
import { type Found, search, summaryOf } from '../../src/search/search.ts';
import { writeIndex } from '../../src/search/write-index.ts';
import { wildText } from '../support/wild-text.ts';

const section = (text: string, code = '', heading = '', anchor = '') => ({ anchor, heading, text, code });

/** A post whose id is `2020/01/NAME`. */
function post(name: string, different: Partial<Document> = {}): Document {
  return {
    id: `2020/01/${name}`,
    title: 'Nothing in particular',
    description: 'It is about nothing.',
    published: '2020-01-15',
    authors: [{ value: 'ada', label: 'Ada Lovelace' }],
    category: { value: 'letters', label: 'Letters' },
    tags: [{ value: 'misc', label: 'misc' }],
    sections: [section('Some words.')],
    ...different,
  };
}

const body = (text: string, code = ''): Partial<Document> => ({ sections: [section(text, code)] });

describe('a search', () => {
  let index: SearchIndex;
  const open = (...documents: Document[]) => (index = new SearchIndex(writeIndex(documents)));
  const ask = (text: string, more: Partial<Asked> = {}) => search(index, { text, filters: {}, page: 1, ...more });
  const names = (found: Found) => found.results.map((result) => result.post.replace('2020/01/', ''));
  before(() => {
    open(
      post('title', { title: 'The lighthouse' }),
      post('text', body(`${'Grass and sand. '.repeat(30)} A lighthouse stood there.`)),
      post('heading', {
        sections: [section('Sea.'), section('He was old.', '', 'The lighthouse keeper', 'light')],
      }),
      post('café', body('Negotiating in a CAFÉ is naïve, as Łukasz knows.')),
      post('order', body('A small change of plan, and some change that was small.')),
      post('apart', body('A change, and a small one.')),
      post('foreign', {
        ...body('東京の灯台とABC塔 и маяк กรุงเทพมหานคร'),
        authors: [{ value: 'mary', label: 'Mary Somerville' }],
        published: '2019-02',
        tags: [],
      }),
      post('code', {
        sections: [
          section('How to install it, in two words.'),
          section('Nothing but this:', '```sh npm install anemometer ```', 'Installing', 'install'),
        ],
      }),
      post('wind', body('The anemometer turns.', 'let anemometer;')),
    );
  });
  after(() => index.close());

  it('finds a word in the title before a heading, and in a heading before the text', () => {
    assert.deepEqual(names(ask('lighthouse')), ['title', 'heading', 'text']);
  });

  it('finds by stem, without case and without diacritics', () => {
    for (const text of ['negotiation ', 'NEGOTIATED ', 'cafe ', 'CAFÉS ', 'naive ', 'cafe\u0301 '])
      assert.deepEqual(names(ask(text)), ['café'], text);
  });

  it('finds other scripts, and by authors and tags', () => {
    for (const text of ['маяк', 'МАЯК ', 'somerville']) assert.deepEqual(names(ask(text)), ['foreign'], text);
    assert.equal(ask('misc ').total, 8);
  });

  it('finds words of scripts without spaces wherever they stand, and shows them as they are written', () => {
    for (const text of ['東京', '灯台', '"の灯"', '台 ', 'กรุงเทพ', 'มหานคร']) assert.deepEqual(names(ask(text)), ['foreign'], text);
    for (const text of ['京東', '灯京', 'นครมหา']) assert.equal(ask(text).total, 0, text);
    assert.deepEqual(ask('灯台').results[0]?.excerpt, [
      { text: '東京の', marked: false },
      { text: '灯台', marked: true },
      { text: 'とABC塔 и маяк กรุงเทพมหานคร', marked: false },
    ]);
    assert.deepEqual(names(ask('abc ')), ['foreign']);
  });

  it('finds words that are only begun, also where the stem is shorter than what was typed', () => {
    for (const text of ['lighth', 'negotiati', 'nego* cafe ']) assert.ok(ask(text).total > 0, text);
    assert.equal(ask('lighth ').corrections.length, 0);
  });

  it('finds a phrase only where its words stand side by side', () => {
    assert.deepEqual(names(ask('"small change"')), ['order']);
    assert.deepEqual(names(ask('small change ')).toSorted(), ['apart', 'order']);
  });

  it('forgives a typing error and says so', () => {
    const found = ask('ligthouse keeper ');
    assert.deepEqual(names(found), ['heading']);
    assert.deepEqual(found.corrections, [{ typed: 'ligthouse', meant: 'lighthouse' }]);
    assert.match(summaryOf(found), /No post has “ligthouse”; these are for “lighthouse”\. 1 post\./);
  });

  it('corrects nothing in quotation marks and no short word', () => {
    assert.equal(ask('"ligthouse"').total, 0);
    assert.equal(ask('sae ').total, 0);
  });

  it('shows what has some of the words when nothing has all, and says so', () => {
    const found = ask('lighthouse naive ');
    assert.deepEqual([found.some, names(found).toSorted()], [true, ['café', 'heading', 'text', 'title']]);
    assert.match(summaryOf(found), /^No post has all of these words\. Some of them are in 4 posts\.$/);
  });

  it('leads to the section, with the words marked', () => {
    const [result] = ask('keeper ').results;
    assert.equal(result?.section?.anchor, 'light');
    assert.deepEqual(result.section.heading, [
      { text: 'The lighthouse ', marked: false },
      { text: 'keeper', marked: true },
    ]);
    const [text] = ask('stood ').results;
    assert.equal(text?.section, null);
    assert.deepEqual(
      text.excerpt.filter(({ marked }) => marked),
      [{ text: 'stood', marked: true }],
    );
  });

  it('finds what stands in code, after what is said in words, and shows code only where nothing else has it', () => {
    const found = ask('anemometer ');
    assert.deepEqual(names(found), ['wind', 'code']);
    const [said, written] = found.results;
    assert.deepEqual([said?.excerpt.map(({ text }) => text).join(''), said?.isCode], ['The anemometer turns.', false]);
    assert.deepEqual([written?.excerpt.map(({ text }) => text).join(''), written?.isCode], ['```sh npm install anemometer ```', true]);
    assert.equal(written?.section?.anchor, 'install');
    assert.deepEqual(names(ask('"npm install"')), ['code']);
    assert.equal(ask('install ').results[0]?.isCode, false);
  });

  it('shows the description where only the title, an author or a tag matched', () => {
    assert.deepEqual(ask('somerville ').results[0]?.excerpt, [{ text: 'It is about nothing.', marked: false }]);
  });

  it('is narrowed by author, tag, category and year, and counts what there is of each', () => {
    assert.deepEqual(names(ask('', { filters: { author: 'mary' } })), ['foreign']);
    assert.equal(ask('', { filters: { year: '2020' } }).total, 8);
    assert.equal(ask('lighthouse', { filters: { year: '2019' } }).total, 0);
    assert.equal(ask('lighthouse', { filters: { year: '2020', tag: 'misc', category: 'letters', author: 'ada' } }).total, 3);
    assert.equal(ask('lighthouse', { filters: { tag: "' OR 1=1 --" } }).total, 0);
    const years = ask('', { filters: { category: 'letters' } }).filed.filter(({ facet }) => facet === 'year');
    assert.deepEqual(years, [
      { facet: 'year', value: '2020', label: '2020', posts: 8 },
      { facet: 'year', value: '2019', label: '2019', posts: 1 },
    ]);
  });

  it('for nothing finds nothing, and for signs alone says that nothing was found', () => {
    assert.deepEqual([ask('').asked, ask('').total], [false, 0]);
    assert.deepEqual([ask('***').asked, ask('***', { filters: { year: '2020' } }).total], [true, 0]);
  });
});

describe('a search with many results', () => {
  const documents = Array.from({ length: 25 }, (_, place) => post(`p${String(place).padStart(2, '0')}`, { title: 'The very same' }));
  const index = new SearchIndex(writeIndex(documents));
  after(() => index.close());
  const page = (number: number, text = 'same ') => search(index, { text, filters: text === '' ? { year: '2020' } : {}, page: number });

  it('comes in pages that hold every post once, those that match alike in the order of the index', () => {
    for (const text of ['same ', '']) {
      const pages = [page(1, text), page(2, text), page(3, text)];
      assert.deepEqual(
        pages.map(({ results }) => results.length),
        [10, 10, 5],
      );
      assert.deepEqual(
        pages.flatMap(({ results }) => results.map((result) => result.post)),
        documents.map(({ id }) => id),
      );
    }
  });

  it('shows the last page to those who ask for one after it', () => {
    assert.deepEqual([page(99).page, page(99).pages, page(99).results.length], [3, 3, 5]);
    assert.equal(summaryOf(page(99)), '25 posts, page 3 of 3.');
  });
});

describe('whatever is typed', () => {
  const index = new SearchIndex(writeIndex([post('a'), post('b', body('NEAR AND OR NOT "quoted" c++ (x) it’s 中文'))]));
  after(() => index.close());
  const hostile = [
    'AND',
    'OR',
    'NOT',
    'NEAR(',
    'NEAR(a b, 2)',
    'title:',
    '^',
    '*',
    '+',
    '-',
    '{',
    '}',
    '(',
    ')',
    '""',
    '"',
    '“',
    "'",
    ';',
    '--',
    '\\',
    '%',
    '_',
    '\0',
    '\u0002',
    '\u001e',
    'rank',
    'a*',
  ];

  it('never fails', () => {
    const piece = fc.oneof(fc.constantFrom(...hostile), wildText(4), fc.constantFrom('words', 'quoted', 'nothing', ' ', '  '));
    const text = fc.array(piece, { maxLength: 20 }).chain((pieces) => fc.constantFrom(pieces.join(''), pieces.join(' ')));
    fc.assert(
      fc.property(text, fc.constantFrom(...facets), wildText(2), fc.integer({ min: 1, max: 999_999 }), (typed, facet, value, page) => {
        const filters = value === '' ? {} : { [facet]: value };
        const { total, results } = search(index, { text: typed, filters, page });
        assert.ok(results.length <= total && total <= 2);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never fails for its length', () => {
    for (const text of [
      'a'.repeat(10_000),
      'a '.repeat(5_000),
      '"'.repeat(10_001),
      '"a'.repeat(5_000),
      '('.repeat(10_000),
      '\0'.repeat(10_000),
      'é'.repeat(10_000),
      'a-'.repeat(5_000),
      'x* '.repeat(4_000),
    ]) {
      assert.doesNotThrow(() => search(index, { text, filters: {}, page: 1 }), text.slice(0, 20));
    }
  });

  it('finds what is written with signs', () => {
    for (const text of ['c++', '(x)', "it's", 'it’s', '中文', 'NEAR', '"AND OR NOT"'])
      assert.equal(search(index, { text, filters: {}, page: 1 }).results[0]?.post, '2020/01/b', text);
  });
});
