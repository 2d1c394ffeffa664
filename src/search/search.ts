/** A search's journey: from what was asked to what is shown. Nothing that was typed makes it fail. */
import { site } from '../site/site.ts';
import type { Asked } from './asked.ts';
import { distinct, excerptOf, type Piece, readMarked } from './excerpt.ts';
import type { Filed } from './filings.ts';
import type { Hit, SearchIndex } from './index-file.ts';
import { type Correction, joined, matchOf } from './match.ts';
import { readQuery } from './query.ts';

/** A post that was found, as it is shown. */
export interface Result {
  /** The post's id. */
  post: string;
  title: Piece[];
  published: string;
  authors: string[];
  excerpt: Piece[];
  /** Whether the excerpt is of a block of code, because only there something matched. */
  isCode: boolean;
  /** Where on the post's page the excerpt stands; null for its beginning. */
  section: { anchor: string; heading: Piece[] } | null;
}

export interface Found {
  /** How many posts were found, and what they are filed under. */
  total: number;
  filed: Filed[];
  /** Whether anything was asked for at all. */
  asked: boolean;
  page: number;
  pages: number;
  results: Result[];
  corrections: Correction[];
  /** Whether no post has everything, so that these have some of it. */
  some: boolean;
}

/** Looks for what was asked, and answers with one page of it: the last one when there are not as many. */
export function search(index: SearchIndex, { text, filters, page }: Asked): Found {
  const terms = readQuery(text);
  const narrowed = Object.keys(filters).length > 0;
  const nothing: Found = { asked: false, total: 0, filed: [], page: 1, pages: 0, results: [], corrections: [], some: false };
  if (terms.length === 0 && (text.trim() !== '' || !narrowed)) return { ...nothing, asked: text.trim() !== '' };

  const match = matchOf(terms, index);
  const find = (expression: string | null) => index.find({ match: expression, filters }, page, site.postsPerPage);
  let finding = find(terms.length > 0 ? joined(match.terms, 'AND') : null);
  const some = finding.total === 0 && terms.length > 1;
  if (some) finding = find(joined(match.terms, 'OR'));
  const { hits, total, filed } = finding;
  return {
    asked: true,
    total,
    filed,
    page: finding.page,
    pages: Math.ceil(total / site.postsPerPage),
    results: hits.map(resultOf),
    corrections: match.corrections,
    some: some && total > 0,
  };
}

/** What was found, in one or two sentences. */
export function summaryOf({ asked, total, page, pages, corrections, some }: Found): string {
  if (!asked) return 'Type one word or several. Words in quotation marks are looked for side by side.';
  const meant = corrections.map((word) => `No post has “${word.typed}”; these are for “${word.meant}”. `).join('');
  if (total === 0) return 'Nothing was found. Try another word, or fewer.';
  const posts = total === 1 ? '1 post' : `${total.toLocaleString('en')} posts`;
  return `${meant}${some ? 'No post has all of these words. Some of them are in ' : ''}${posts}${pages > 1 ? `, page ${page} of ${pages}` : ''}.`;
}

function resultOf({ id, title, published, authors, description, headings, text, code, anchors }: Hit): Result {
  const [names, texts, codes] = [headings, text, code].map(readMarked) as [Piece[][], Piece[][], Piece[][]]; // as many as are given
  const value = (place: number) => 2 * distinct(names[place] ?? []) + distinct(texts[place] ?? []) + distinct(codes[place] ?? []) / 2;
  const best = anchors.reduce((most, _, place) => (value(place) > value(most) ? place : most), 0);
  const [said = [], written = []] = [texts[best], codes[best]];
  const isCode = distinct([...(names[best] ?? []), ...said]) === 0 && distinct(written) > 0;
  const shown = isCode ? written : said;
  const excerpt = value(best) > 0 && shown.length > 0 ? excerptOf(shown) : [{ text: description, marked: false }];
  const anchor = anchors[best] ?? '';
  return {
    post: id,
    title: readMarked(title).flat(),
    published,
    authors,
    excerpt,
    isCode,
    section: anchor === '' ? null : { anchor, heading: names[best] ?? [] },
  };
}
