import type { Signal } from '../../comments/comment.ts';

/** How many comments of a wave there are already, by what became of them. */
export interface Repeated {
  published: number;
  waiting: number;
  spam: number;
}

/** Texts that were here before, nearly the same. A short one (`Thank you!`) may be repeated by chance, and counts for little. */
export function repetition({ published, waiting, spam }: Repeated, telling: boolean): Signal[] {
  const before = published + waiting + spam;
  if (before === 0) return [];
  const times = before === 1 ? 'once before' : `${before} times before`;
  const words = telling ? `It says nearly the same as was said here ${times}.` : `Somebody said just this ${times}.`;
  const signals: Signal[] = [{ name: 'repeated', weight: weightOf(before, telling), words }];
  if (spam > 0) {
    const marked = spam === 1 ? 'A comment that says' : `${spam} comments that say`;
    const weight = telling || spam > 2 ? 1 : 0.5;
    signals.push({ name: 'repeats-spam', weight, words: `${marked} nearly the same ${spam === 1 ? 'is' : 'are'} among the spam.` });
  }
  return signals;
}

function weightOf(before: number, telling: boolean): number {
  if (telling) return before === 1 ? 0.5 : 1;
  return before < 10 ? Math.min(before, 3) / 10 : 0.5;
}
