import { plainText } from './plain-text.ts';

/** Words read in a minute by adults, silently, about as many in every script. @see https://doi.org/10.1016/j.jml.2019.104047 */
const wordsPerMinute = 238;

/** Knows where words end also in scripts without spaces. */
const words = new Intl.Segmenter('en', { granularity: 'word' });

/** Whole minutes, at least one, to read an MDX text without its code. */
export function readingMinutes(mdx: string): number {
  const text = plainText(mdx).replace(/(?<=[\p{L}\p{N}])-(?=[\p{L}\p{N}])/gu, '');
  let count = 0;
  for (const { isWordLike } of words.segment(text)) if (isWordLike) count += 1;
  return Math.max(1, Math.round(count / wordsPerMinute));
}
