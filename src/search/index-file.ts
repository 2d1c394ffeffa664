/**
 * The index: one SQLite file with full-text search (FTS5), written once by the build and only read after that. It has nothing to
 * do with the database of comments, whichever that is. @see https://www.sqlite.org/fts5.html
 */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { type Asked, facets } from './asked.ts';
import type { Document } from './document.ts';
import { marks } from './excerpt.ts';
import { wordsIn } from './query.ts';
import { type Filed, type Filing, Filings } from './filings.ts';
import { Vocabulary, type Word } from './vocabulary.ts';

/** Which posts: those that match an FTS5 expression (null: all) and are filed under every value. */
export interface Wanted {
  match: string | null;
  filters: Asked['filters'];
}

/** A post that was found. In `title`, `headings` and `text` what matched stands between `marks`. */
export interface Hit {
  id: string;
  published: string;
  description: string;
  title: string;
  headings: string;
  text: string;
  /** Ids of the authors. */
  authors: string[];
  /** Of each section, in the order of `headings` and `text`. */
  anchors: string[];
}

export interface Finding {
  /** How many posts were found, and what they are filed under. */
  total: number;
  filed: Filed[];
  page: number;
  hits: Hit[];
}

/** English stemming, over letters without case and diacritics. */
const tokenizer = 'unicode61 remove_diacritics 2';
const columns = ['title', 'description', 'headings', 'text', 'authors', 'filed'] as const;
/** What a word counts in each column, against one in the text. */
const weights: Record<(typeof columns)[number], number> = { title: 10, description: 4, headings: 5, text: 1, authors: 6, filed: 6 };

const schema = `
  CREATE TABLE entries (id TEXT NOT NULL UNIQUE, published TEXT NOT NULL, description TEXT NOT NULL, authors TEXT NOT NULL, anchors TEXT NOT NULL) STRICT;
  CREATE TABLE filed (facet TEXT NOT NULL, value TEXT NOT NULL, post INTEGER NOT NULL, label TEXT NOT NULL,
    PRIMARY KEY (facet, value, post)) STRICT, WITHOUT ROWID;
  CREATE TABLE words (word TEXT NOT NULL, stem TEXT NOT NULL, posts INTEGER NOT NULL) STRICT;
  CREATE VIRTUAL TABLE posts USING fts5(${columns.join(', ')}, tokenize = 'porter ${tokenizer}');
  INSERT INTO posts (posts, rank) VALUES ('rank', 'bm25(${columns.map((name) => weights[name]).join(', ')})');
  INSERT INTO posts (posts, rank) VALUES ('hashsize', ${256 * 1_024 * 1_024});
  CREATE VIRTUAL TABLE temp.stemmed USING fts5(word, tokenize = 'porter ${tokenizer}');
  CREATE VIRTUAL TABLE temp.stems USING fts5vocab(temp, stemmed, instance);`;

/** Gives every word the stem it is found by: the tokenizer's own, which SQL reaches only through an index of the words. */
const stemWords = `
  INSERT INTO temp.stemmed (rowid, word) SELECT rowid, word FROM words;
  UPDATE words SET stem = stems.term FROM temp.stems WHERE stems.doc = words.rowid;`;

/** The bytes of an index of these documents, the newest first: of equal matches the earlier one is shown first. */
export function writeIndex(documents: readonly Document[]): Uint8Array {
  const index = new DatabaseSync(':memory:');
  try {
    index.exec(schema);
    index.exec('BEGIN');
    const entry = index.prepare('INSERT INTO entries (rowid, id, published, description, authors, anchors) VALUES (?, ?, ?, ?, ?, ?)');
    const post = index.prepare(`INSERT INTO posts (rowid, ${columns.join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ?)`);
    const filed = index.prepare('INSERT INTO filed (post, facet, value, label) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
    const word = index.prepare('INSERT INTO words (word, stem, posts) VALUES (?, ?, ?)');
    const words = new Map<string, number>();
    for (const [place, document] of documents.entries()) {
      const { id, description, published, sections } = document;
      const texts = columnsOf(document);
      entry.run(place, id, published, description, values(document.authors), JSON.stringify(sections.map(({ anchor }) => anchor)));
      post.run(place, ...columns.map((name) => texts[name]));
      for (const written of wordsIn(Object.values(texts).join(' '))) words.set(written, (words.get(written) ?? 0) + 1);
      for (const { facet, value, label } of filings(document)) filed.run(place, facet, value, label);
    }
    for (const [written, posts] of words) word.run(written, written, posts);
    index.exec(stemWords);
    index.exec("INSERT INTO posts (posts) VALUES ('optimize'); COMMIT;");
    return index.serialize();
  } finally {
    index.close();
  }
}

/** An index that can be asked. Every expression it is given must be of `match.ts`, which makes none that FTS5 refuses. */
export class SearchIndex {
  readonly vocabulary: Vocabulary;
  readonly #index: DatabaseSync;
  readonly #filings: Filings;
  readonly #statements = new Map<string, StatementSync>();

  /** @param source the name of the file, or its bytes */
  constructor(source: string | Uint8Array) {
    this.#index = typeof source === 'string' ? new DatabaseSync(source, { readOnly: true }) : new DatabaseSync(':memory:');
    if (typeof source !== 'string') this.#index.deserialize(source);
    // As the tables are STRICT, their columns have the types they were made with.
    this.vocabulary = new Vocabulary(this.#all('SELECT word, stem, posts FROM words') as unknown as Word[]);
    this.#filings = new Filings(this.#all('SELECT post, facet, value, label FROM filed') as unknown as Filing[]);
  }

  /** Whether any post matches. */
  has(match: string): boolean {
    return this.#all('SELECT 1 FROM posts WHERE posts MATCH ? LIMIT 1', match).length > 0;
  }

  /** One page of what is found, the best first (without a match to rank by the newest), and how much there is of all. Pages count from 1; after the last one it is shown again. */
  find(wanted: Wanted, page: number, perPage: number): Finding {
    const first = this.#places(wanted, page, perPage);
    // Most questions have few answers, and then there is nothing left to count.
    const all = page === 1 && first.length < perPage ? first : this.#allPlaces(wanted);
    const shown = Math.min(page, Math.max(1, Math.ceil(all.length / perPage)));
    const places = shown === page ? first : this.#places(wanted, shown, perPage);
    return {
      total: all.length,
      filed: this.#filings.count(all),
      page: shown,
      hits: places.flatMap((place) => this.#hit(place, wanted.match)),
    };
  }

  close(): void {
    this.#index.close();
  }

  #places(wanted: Wanted, page: number, perPage: number): number[] {
    const [found, parameters] = foundBy(wanted);
    const order = wanted.match === null ? 'rowid' : 'rank';
    const rows = this.#all(`${found} ORDER BY ${order} LIMIT ? OFFSET ?`, ...parameters, perPage, (page - 1) * perPage);
    return rows.map(({ rowid }) => Number(rowid));
  }

  #allPlaces(wanted: Wanted): number[] {
    const [found, parameters] = foundBy(wanted);
    const [row] = this.#all(`SELECT json_group_array(rowid) AS places FROM (${found})`, ...parameters);
    return JSON.parse(String(row?.['places'])) as number[]; // of rowids
  }

  #hit(place: number, match: string | null): Hit[] {
    const shown = (column: (typeof columns)[number]) =>
      match === null ? column : `highlight(posts, ${columns.indexOf(column)}, '${marks.open}', '${marks.close}') AS ${column}`;
    const rows = this.#all(
      `SELECT id, published, entries.description, entries.authors AS ids, anchors, ${shown('title')}, ${shown('headings')}, ${shown('text')}
       FROM posts JOIN entries ON entries.rowid = posts.rowid WHERE posts.rowid = ?${match === null ? '' : ' AND posts MATCH ?'}`,
      // As a number it would be bound as REAL, which FTS5 takes for no restriction at all.
      BigInt(place),
      ...(match === null ? [] : [match]),
    );
    return rows.map((row) => ({
      id: String(row['id']),
      published: String(row['published']),
      description: String(row['description']),
      title: String(row['title']),
      headings: String(row['headings']),
      text: String(row['text']),
      authors: JSON.parse(String(row['ids'])) as string[], // as `writeIndex` wrote them
      anchors: JSON.parse(String(row['anchors'])) as string[], // likewise
    }));
  }

  #all(sql: string, ...parameters: SQLInputValue[]): ReturnType<StatementSync['all']> {
    const statement = this.#statements.get(sql) ?? this.#index.prepare(sql);
    this.#statements.set(sql, statement);
    return statement.all(...parameters);
  }
}

/** A query for the rowids of what is wanted. The plus keeps SQLite from asking FTS5 once for every post that is filed so. */
function foundBy({ match, filters }: Wanted): [sql: string, parameters: string[]] {
  const given = facets.flatMap((facet) => (filters[facet] === undefined ? [] : [[facet, filters[facet]] as const]));
  const conditions = [
    ...(match === null ? [] : ['posts MATCH ?']),
    ...given.map(() => '+rowid IN (SELECT post FROM filed WHERE facet = ? AND value = ?)'),
  ];
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
  return [`SELECT rowid FROM ${match === null ? 'entries' : 'posts'}${where}`, [...(match === null ? [] : [match]), ...given.flat()]];
}

function columnsOf({ title, description, sections, authors, category, tags }: Document): Record<(typeof columns)[number], string> {
  return {
    title,
    description,
    headings: sections.map(({ heading }) => heading).join(marks.section),
    text: sections.map(({ text }) => text).join(marks.section),
    authors: authors.map(({ label }) => label).join(', '),
    filed: [...(category ? [category] : []), ...tags].map(({ label }) => label).join(', '),
  };
}

function filings({ published, authors, category, tags }: Document): Omit<Filing, 'post'>[] {
  const year = published.slice(0, 4);
  return [
    { facet: 'year', value: year, label: year },
    ...(category ? [{ facet: 'category', ...category }] : []),
    ...tags.map((tag) => ({ facet: 'tag', ...tag })),
    ...authors.map((author) => ({ facet: 'author', ...author })),
  ];
}

function values(names: Document['authors']): string {
  return JSON.stringify(names.map(({ value }) => value));
}
