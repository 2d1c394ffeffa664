import type { Signal } from '../../comments/comment.ts';

/** Letters of another script within a word, as `pаypal` with a Cyrillic `а`: nobody writes so, and words are hidden so. */
const mixed =
  /\p{Script=Latin}\p{M}*(?:\p{Script=Cyrillic}|\p{Script=Greek}|\p{Script=Cherokee}|\p{Script=Armenian})|(?:\p{Script=Cyrillic}|\p{Script=Greek}|\p{Script=Cherokee}|\p{Script=Armenian})\p{M}*\p{Script=Latin}/u;
/** Letters a text has at least before it can be said to shout. */
const fewest = 20;

/** How a text is written. Scripts side by side are nothing special; within one word they are, more than once. */
export function writing({ name, text }: { name: string; text: string }): Signal[] {
  const signals: Signal[] = [];
  const words = `${name} ${text}`.split(/[^\p{L}\p{M}]+/u).filter((word) => mixed.test(word));
  const times = words.length;
  if (times > 0) {
    const weight = times === 1 ? 0.3 : 0.6;
    signals.push({
      name: 'mixed-scripts',
      weight,
      words: `${times === 1 ? 'A word mixes' : `${times} words mix`} letters of different alphabets.`,
    });
  }
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  if (letters >= fewest && capitals > 0.6 * letters) {
    signals.push({ name: 'shouting', weight: 0.3, words: 'Most of it is in capital letters.' });
  }
  return signals;
}
