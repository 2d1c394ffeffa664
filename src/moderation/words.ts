/** Looking for a moderator's words in what somebody wrote. Plain words: nothing a moderator types is a pattern, but for a `*` at the end. */
import type { WordLists } from './rules.ts';

/** What of a comment is looked through. */
export interface Written {
  text: string;
  name: string;
  email: string;
  website: string | null;
}

/**
 * Prepares looking for the words of these lists. They are kept by how they begin, so that a long list costs hardly more
 * than a short one. The answer is the first that a comment has and where, or null.
 */
export function wordFinder(lists: WordLists): (written: Written) => { field: keyof Written; word: string } | null {
  const fields = (['text', 'name', 'email', 'website'] as const).map((field) => ({
    field,
    words: indexed([...lists.any, ...lists[field]]),
  }));
  return (written) => {
    for (const { field, words } of fields) {
      const found = words.size > 0 ? firstIn(fold(written[field] ?? ''), words) : undefined;
      if (found) return { field, word: found.word };
    }
    return null;
  };
}

/** Whether a text has a word or phrase as a whole, whatever its case, width and invisible characters. */
export function hasWord(text: string, word: string): boolean {
  return firstIn(fold(text), indexed([word])) !== undefined;
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
  /** As a moderator wrote it. */
  word: string;
  /** Folded, without the `*`. */
  part: string;
  /** It may go on where it ends. */
  begins: boolean;
}
type Index = ReadonlyMap<string, readonly Wanted[]>;

/** How many characters of its beginning a word is found by, where it has so many. */
const keyLength = 3;

function indexed(words: readonly string[]): Index {
  const index = new Map<string, Wanted[]>();
  for (const word of words) {
    const folded = fold(word);
    const begins = /[^*\s]\*$/.test(folded);
    const part = begins ? folded.slice(0, -1) : folded;
    const key = part.slice(0, keyLength);
    if (key !== '') index.set(key, [...(index.get(key) ?? []), { word, part, begins }]);
  }
  return index;
}

function firstIn(text: string, index: Index): Wanted | undefined {
  for (let at = 0; at < text.length; at += 1) {
    for (let length = 1; length <= keyLength; length += 1) {
      const found = index.get(text.slice(at, at + length))?.find((wanted) => standsAt(text, at, wanted));
      if (found) return found;
    }
  }
  return undefined;
}

function standsAt(text: string, at: number, { part, begins }: Wanted): boolean {
  if (!text.startsWith(part, at) || goesOn(lastOf(text, at), firstOf(part, 0))) return false;
  return begins || !goesOn(lastOf(part, part.length), firstOf(text, at + part.length));
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
