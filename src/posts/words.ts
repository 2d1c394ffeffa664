const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const runs = new RegExp(`[${unspaced}\\p{M}]{2,}|[\\p{L}\\p{N}]{3,}`, 'gu');
const isUnspaced = new RegExp(`^[${unspaced}]`, 'u');

/**
 * The words of a text in the form in which they are compared: small, without accents, singular as far as an English s goes.
 * Where a script is written without spaces, pairs of its characters stand for words.
 */
export function wordsIn(text: string): string[] {
  const plain = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/(?<=\p{Script=Latin})\p{M}+|['’]s\b/gu, '');
  // Most texts are written in letters that need no tables to be told apart.
  const words = /[^\x00-\x7f‘’“”–—…]/.test(plain) ? plain.match(runs) : plain.match(/[a-z0-9]{3,}/g);
  return (words ?? []).flatMap((run) => (isUnspaced.test(run) ? pairs(run) : singular(run)));
}

function pairs(run: string): string[] {
  const characters = [...run];
  return characters.slice(1).map((character, place) => `${characters[place] ?? ''}${character}`);
}

/** Harman's s-stemmer. */
function singular(word: string): string {
  if (!word.endsWith('s') || /..ss$|.us$|.is$/.test(word)) return word;
  return /[^ae]ies$/.test(word) ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}
