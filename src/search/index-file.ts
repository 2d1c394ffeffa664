/**
 * The index: one SQLite file with full-text search (FTS5), written once by the build and only read after that. It has nothing to
 * do with the database of comments, whichever that is. @see https://www.sqlite.org/fts5.html
 */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { type Asked, facets } from './asked.ts';
import { type Column, columns } from './columns.ts';
import { marks } from './excerpt.ts';
import { type Filed, type Filing, Filings } from './filings.ts';
import { Vocabulary, type Word } from './vocabulary.ts';

/** Which posts: those that match an FTS5 expression (null: all) and are filed under every value. */
export interface Wanted {
  match: string | null;
  filters: Asked['filters'];
}

/** A post that was found. In `title`, `headings`, `text` and `code` what matched stands between `marks`. */
export interface Hit {
  id: string;
  published: string;
  description: string;
  title: string;
  headings: string;
  text: string;
  code: string;
  /** Ids of the authors. */
  authors: string[];
  /** Of each section, in the order of `headings`, `text` and `code`. */
  anchors: string[];
}

export interface Finding {
  /** How many posts were found, and what they are filed under. */
  total: number;
  filed: Filed[];
  page: number;
  hits: Hit[];
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
    const shown = (column: Column) =>
      match === null ? column : `highlight(posts, ${columns.indexOf(column)}, '${marks.open}', '${marks.close}') AS ${column}`;
    const rows = this.#all(
      `SELECT id, published, entries.description, entries.authors AS ids, anchors, ${shown('title')}, ${shown('headings')}, ${shown('text')}, ${shown('code')}
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
      code: String(row['code']),
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
