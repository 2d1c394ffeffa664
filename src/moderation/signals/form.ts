import type { Draft, Signal } from '../../comments/comment.ts';

/** A form sent sooner than this after it was made was hardly filled in by a person. */
const fastestMilliseconds = 2_000;

/** How a form was filled in: its trap, and the proof of when it was made. */
export function formSignals({ trapped, formAge }: Draft, limits: boolean): Signal[] {
  const signals: Signal[] = [];
  if (trapped) signals.push({ name: 'trap', weight: 1, words: 'A field that people cannot see was filled in.' });
  if (formAge === null) signals.push({ name: 'no-form', weight: 0.4, words: 'It was sent without a form of this post.' });
  else if (limits && formAge < fastestMilliseconds) {
    signals.push({ name: 'fast', weight: 1, words: 'It was sent within two seconds of opening the form.' });
  }
  return signals;
}
