import type { Signal } from '../../comments/comment.ts';

/** What is among the spam of what a browser or its network sent before. A network is shared: it counts in part, and is forgotten in a day. */
export function past({ browserSpam, networkSpam }: { browserSpam: number; networkSpam: number }): Signal[] {
  const signals: Signal[] = [];
  const are = (count: number, from: string) =>
    count === 1 ? `A comment from ${from} is among the spam.` : `${count} comments from ${from} are among the spam.`;
  if (browserSpam > 0) signals.push({ name: 'browser-spam', weight: 1, words: are(browserSpam, 'this browser') });
  else if (networkSpam > 0) {
    signals.push({
      name: 'network-spam',
      weight: networkSpam === 1 ? 0.2 : 0.4,
      words: are(networkSpam, 'this network, of the last day,'),
    });
  }
  return signals;
}
