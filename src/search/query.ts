/** What a visitor typed, taken apart. Any text at all is a query: there is no syntax to get wrong. */

/** One thing to look for. `text` has letters or digits in it and no quotation marks. */
export interface Term {
  text: string;
  /** Words that have to stand together; otherwise a word. */
  phrase: boolean;
  /** Whether words that only begin like this one count too. */
  prefix: boolean;
}

const mostTerms = 8;
const leastPrefix = 2;

/** Words that say little about what is looked for, and stand in nearly every text. */
const common = new Set(
  `a about an and are as at be been but by can could did do does for from had has have how i if in into is it its may me my
  no not of on or our s so t than that the their them then there these they this to was we were what when where which who
  why will with would you your`.split(/\s+/),
);

/**
 * The terms of a query: phrases in quotation marks, words, `wor*` for words that begin so. The last word may be unfinished,
 * unless white space follows it. Common words are left out of a query that has others.
 */
export function readQuery(typed: string): Term[] {
  // FTS5 would end the expression at a NUL.
  const text = typed.replace(/\p{Cc}/gu, ' ').toWellFormed();
  const terms = [...text.matchAll(/["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+)/gu)].flatMap((match) => read(match, text));
  const telling = terms.filter(({ text: word, phrase }) => phrase || !common.has(folded(word)));
  return (telling.length > 0 ? telling : terms).slice(0, mostTerms);
}

/** A word as the index has it: small letters without marks. */
export function folded(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The different words of a text, as the index has them. */
export function wordsIn(text: string): Set<string> {
  return new Set(folded(text).match(/[\p{L}\p{N}]+/gu));
}

function read(match: RegExpExecArray, whole: string): Term[] {
  const [all, quoted, bare = ''] = match;
  const text = (quoted ?? bare).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu, '');
  if (text === '') return [];
  const words = text.split(/[^\p{L}\p{N}\p{M}]+/u);
  const phrase = words.length > 1;
  const open = bare.endsWith('*') || (quoted === undefined && match.index + all.length === whole.length);
  return [{ text, phrase: phrase || quoted !== undefined, prefix: open && !phrase && text.length >= leastPrefix }];
}
