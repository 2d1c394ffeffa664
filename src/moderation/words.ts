/** Looking for a moderator's words in what somebody wrote. Plain words: nothing a moderator types is a pattern, but for a `*` at the end. */
import { type WordField, wordFields, type WordLists } from './rules.ts';

/** What of a comment is looked through. */
export interface Written {
  text: string;
  name: string;
  email: string;
  website: string | null;
}

/** Prepares looking for the words of these lists. The answer is the first that a comment has and where, or null. */
export function wordFinder(lists: WordLists): (written: Written) => { field: keyof Written; word: string } | null {
  const wanted = wordFields.flatMap((list) => lists[list].map((word) => ({ list, word, ...wantedWord(word) })));
  if (wanted.length === 0) return () => null;
  return (written) => {
    for (const field of ['text', 'name', 'email', 'website'] as const) {
      const folded = fold(written[field] ?? '');
      const found = wanted.find(({ list, ...word }) => isFor(list, field) && has(folded, word));
      if (found) return { field, word: found.word };
    }
    return null;
  };
}

/** Whether a text has a word or phrase as a whole, whatever its case, width and invisible characters. */
export function hasWord(text: string, word: string): boolean {
  return has(fold(text), wantedWord(word));
}

/** One way of writing: no compatibility forms, no upper case (`ẞ` is `ss`, `ς` is `σ`), nothing invisible, single spaces. */
export function fold(text: string): string {
  return visible(text.normalize('NFKC'))
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll('ς', 'σ')
    .replace(/\s+/g, ' ')
    .trim();
}

interface Wanted {
  /** Folded, without the `*`. */
  part: string;
  /** It may go on where it ends. */
  begins: boolean;
}

function wantedWord(word: string): Wanted {
  const folded = fold(word);
  const begins = /[^*\s]\*$/.test(folded);
  return { part: begins ? folded.slice(0, -1) : folded, begins };
}

function has(text: string, { part, begins }: Wanted): boolean {
  if (part === '') return false;
  for (let from = text.indexOf(part); from !== -1; from = text.indexOf(part, from + 1)) {
    const end = from + part.length;
    if (!goesOn(lastOf(text, from), firstOf(part, 0)) && (begins || !goesOn(lastOf(part, part.length), firstOf(text, end)))) return true;
  }
  return false;
}

const letter = /^[\p{L}\p{N}\p{M}]$/u;
/** Scripts that put no spaces between words: there, a word may stand anywhere. */
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u;

/** Whether one character and the next are within one word. */
function goesOn(before: string, after: string): boolean {
  return letter.test(before) && letter.test(after) && !unspaced.test(before) && !unspaced.test(after);
}

function firstOf(text: string, at: number): string {
  const point = text.codePointAt(at);
  return point === undefined ? '' : String.fromCodePoint(point);
}

function lastOf(text: string, end: number): string {
  return /[\uDC00-\uDFFF]/.test(text[end - 1] ?? '') ? text.slice(Math.max(0, end - 2), end) : (text[end - 1] ?? '');
}

function visible(text: string): string {
  return text.replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '');
}

function isFor(list: WordField, field: keyof Written): boolean {
  return list === 'any' || list === field;
}
