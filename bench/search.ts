/**
 * How long 10,000 posts take to be indexed, and a question to be answered, by kind of question: processor time of the thread that
 * works, and beside it how long that was waited for, which depends on what else the machine does.
 */
import { type Asked } from '../src/search/asked.ts';
import type { Document } from '../src/search/document.ts';
import { SearchIndex } from '../src/search/index-file.ts';
import { search } from '../src/search/search.ts';
import { sectionsOf } from '../src/search/sections.ts';
import { writeIndex } from '../src/search/write-index.ts';
import { digits, percentile, printTable } from './table.ts';

const [posts, wordsPerPost, sections, asked] = [10_000, 1_000, 5, 200];
const random = randomFrom(1);
const words = vocabulary(60_000);

const pages = Array.from({ length: posts }, page);
const indexing = timed(() => writeIndex(pages.map(documentOf)));
const opening = timed(() => new SearchIndex(indexing.result));
const index = opening.result;
console.log(
  `${posts.toLocaleString('en')} posts of ${wordsPerPost} words: indexed in ${digits(indexing.worked / 1_000)} s of the processor ` +
    `(waited ${digits(indexing.waited / 1_000)} s), ${digits(indexing.result.length / 1_000_000)} MB, opened in ${digits(opening.worked)} ms.\n`,
);

const tag = () => ({ tag: `tag-${below(200)}` });
const questions: Record<string, () => Partial<Asked>> = {
  'one word': () => ({ text: `${seen()} ` }),
  'three words of one post': () => ({ text: `${some(3)} ` }),
  'seven words, some common': () => ({ text: `${passage(7)} ` }),
  'a phrase': () => ({ text: `"${passage(3)}"` }),
  'a word begun': () => ({ text: seen().slice(0, 3) }),
  'two words, the last one begun': () => ({ text: `${seen()} ${seen().slice(0, 4)}` }),
  'a typing error': () => ({ text: `${mistyped(seen())} ` }),
  'two words under a tag': () => ({ text: `${some(2)} `, filters: tag() }),
  'a tag alone': () => ({ filters: tag() }),
  'the commonest words alone': () => ({ text: `${words[below(5)]} ` }),
  'twelve words begun with two letters': () => ({ text: Array.from({ length: 12 }, () => `${seen().slice(0, 2)}*`).join(' ') }),
};
const rows = Object.entries(questions).map(([name, ask]) => {
  const answers = Array.from({ length: asked }, () => {
    const question = { text: '', filters: {}, page: 1, ...ask() };
    return timed(() => search(index, question).total);
  });
  return { name, answers };
});
const ordinary = rows.slice(0, -2).flatMap(({ answers }) => answers);
printTable(
  ['question', 'median ms', '95 % ms', 'slowest ms', 'waited, 95 %', 'posts found'],
  [...rows, { name: 'all but the last two', answers: ordinary }].map(({ name, answers }) => [
    name,
    ...[0.5, 0.95, 1].map((share) =>
      digits(
        percentile(
          answers.map(({ worked }) => worked),
          share,
        ),
      ),
    ),
    digits(
      percentile(
        answers.map(({ waited }) => waited),
        0.95,
      ),
    ),
    percentile(
      answers.map(({ result }) => result),
      0.5,
    ),
  ]),
);

/** What some work gave, and milliseconds: of the processor, and by the clock. */
function timed<T>(work: () => T): { result: T; worked: number; waited: number } {
  const [cpu, clock] = [process.threadCpuUsage(), performance.now()];
  const result = work();
  const { user, system } = process.threadCpuUsage(cpu);
  return { result, worked: (user + system) / 1_000, waited: performance.now() - clock };
}

/** A rendered post: its HTML, as the build has it. */
function page(): string {
  const each = wordsPerPost / sections;
  return Array.from(
    { length: sections },
    (_, place) =>
      `${place > 0 ? `<h2 id="part-${place}">${passage(4)}</h2>` : ''}<p>${passage(each / 2)} <em>${passage(2)}</em>.</p><p>${passage(each / 2)}.</p>`,
  ).join('\n');
}

function documentOf(html: string, place: number): Document {
  const [title = '', description = ''] = [/<h2[^>]*>([^<]*)/.exec(html)?.[1], /<p>([^<]{0,120})/.exec(html)?.[1]];
  const author = below(40);
  const tags = [...new Set([below(200), below(200), below(200)])].map((tag) => ({ value: `tag-${tag}`, label: `Tag ${tag}` }));
  return {
    id: `${2000 + (place % 25)}/01/post-${place}`,
    title,
    description,
    published: `${2000 + (place % 25)}-01-01`,
    authors: [{ value: `author-${author}`, label: `Author ${author}` }],
    category: { value: `category-${place % 12}`, label: `Category ${place % 12}` },
    tags,
    sections: sectionsOf(html),
  };
}

/** A word as often as it stands in the posts, but none of the fifty commonest, which are not looked for. */
function seen(): string {
  for (;;) {
    const place = rank();
    if (place >= 50) return words[place] ?? '';
  }
}

/** Words of one post, in no order. */
function some(count: number): string {
  const text = (pages[below(posts)] ?? '')
    .replace(/<[^>]*>|\./g, ' ')
    .trim()
    .split(/\s+/);
  return Array.from({ length: count }, () => text[below(text.length)]).join(' ');
}

function mistyped(word: string): string {
  const place = 1 + below(Math.max(1, word.length - 2));
  return word.slice(0, place) + word.slice(place + 1);
}

function passage(count: number): string {
  return Array.from({ length: count }, () => words[rank()]).join(' ');
}

/** The rank of a word by Zipf's law. */
function rank(): number {
  return Math.floor(words.length ** random()) - 1;
}

/** Different made-up words; the first are those of English that are commonest. */
function vocabulary(size: number): string[] {
  const made = new Set('the of and to in a is that it for was on are as with they be at this have from or had by not but what'.split(' '));
  const parts = 'ba co di fe gu ha in ja ke lo mi no or pa que ri so ta un ve wa ex yo ze st tr pl gr ment tion er ing al ness'.split(' ');
  while (made.size < size) made.add(Array.from({ length: 2 + below(3) }, () => parts[below(parts.length)]).join(''));
  return [...made];
}

function below(limit: number): number {
  return Math.floor(random() * limit);
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b9);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}
