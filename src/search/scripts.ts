/** Scripts that put no spaces between words: each of their characters is a word to the index, and what is typed in them a phrase. */

const characters =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*/gu;
/** A space that nobody sees. */
const space = '\u200b';

/** A text in which such characters stand apart from each other and from everything else. */
export function apart(text: string): string {
  return text.replace(characters, `${space}$&${space}`);
}

/** The text as it was. */
export function together(text: string): string {
  return text.replaceAll(space, '');
}
