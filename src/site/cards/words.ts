/** Text from frontmatter, made ready to be set: nothing in it is markup, and lines can break between words of any script. */

/** Invisible characters that mean something to the letters beside them: joiners, marks of direction, the soft hyphen. */
const kept = /[\u00ad\u061c\u200c-\u200f]/u;
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** More marks on one letter than any orthography has only run over the lines around it. */
const pile = /(\p{M}{4})\p{M}+/gu;
const joins = /^\p{L}/u;
/** Scripts that Pango breaks between any two letters, because their words are found by dictionary only. */
const brokenAnywhere = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]{2,8}$/u;
const withoutSpaces = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const spaced = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]*$/u;

/** The text on one line, without control characters and piles of marks. */
export function plainLine(text: string): string {
  const visible = text.toWellFormed().replace(invisible, (character) => (kept.test(character) ? character : ' '));
  return visible.replace(pile, '$1').replace(/\s+/gu, ' ').trim();
}

/** Markup for Pango that shows exactly this text, and says where lines can break in scripts that write no spaces: between words. */
export function markupOf(text: string): string {
  const broken = wordsOf(text).map(breakable).join('');
  return broken.replace(/[&<>'"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The words of a text with all that stands between them. */
export function wordsOf(text: string): string[] {
  return Array.from(new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text), ({ segment }) => segment);
}

/** The characters of a text as readers count them. */
export function graphemesOf(text: string): string[] {
  return Array.from(new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text), ({ segment }) => segment);
}

/** Whether a text runs from right to left, by its first letter. */
export function isRightToLeft(text: string): boolean {
  return rightToLeft.test(/\p{L}/u.exec(text)?.[0] ?? '');
}

/** Whether the letters of a text may be spaced: those of other scripts hang together. */
export function maySpace(text: string): boolean {
  return spaced.test(text);
}

function breakable(word: string, place: number): string {
  if (brokenAnywhere.test(word)) return [...word].join('\u2060');
  return place > 0 && joins.test(word) && withoutSpaces.test(word) ? `\u200b${word}` : word;
}
