import { plainText } from './plain-text.ts';

/** Words read in a minute by adults, silently. @see https://doi.org/10.1016/j.jml.2019.104047 */
const wordsPerMinute = 238;

/** Whole minutes, at least one, to read an MDX text without its code. */
export function readingMinutes(mdx: string): number {
  const words = plainText(mdx).match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu);
  return Math.max(1, Math.round((words?.length ?? 0) / wordsPerMinute));
}
