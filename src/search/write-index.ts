/** How the build makes the index; `index-file.ts` says what it is and reads it. */
import { DatabaseSync } from 'node:sqlite';
import { columns, columnsOf, weights } from './columns.ts';
import type { Document } from './document.ts';
import type { Filing } from './filings.ts';
import { wordsIn } from './query.ts';

/** English stemming, over letters without case and diacritics. */
const tokenizer = 'unicode61 remove_diacritics 2';

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
    const post = index.prepare(`INSERT INTO posts (rowid, ${columns.join(', ')}) VALUES (?${', ?'.repeat(columns.length)})`);
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
