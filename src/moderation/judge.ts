/**
 * The judge sums signals: those noticed whatever the rules, and those the rules add. It publishes, holds or puts a comment with
 * the spam, and says why in words; it never rejects, so that a mistake of its costs a wait and never a comment.
 */
import type { Facts, Judge, Signal } from '../comments/comment.ts';
import type { Secret } from '../site/secret.ts';
import { ruleSignals } from './rule-signals.ts';
import type { Rules } from './rules.ts';

/** From this sum on a comment is held. */
export const enoughToHold = 1;
/** From this sum on it is put with the spam, where it is kept like what is held. */
export const enoughForSpam = 2;

/** Reasons to look that say nothing of spam: they hold a comment and never put it with the spam. */
const precautions = new Set(['first', 'everything', 'old', 'network', 'words', 'belongs', 'belongs-email', 'work']);
/** What a moderator said is not wanted: it goes to the spam whatever else is noticed. */
const sentToSpam = new Set(['blocked', 'banned']);

/** The judge of these rules. */
export function judgeBy(rules: Rules, secret: Secret): Judge {
  const byRules = ruleSignals(rules, secret);
  return (draft, facts) => {
    const signals = [...facts.noticed, ...byRules(draft, facts)].sort((one, other) => other.weight - one.weight);
    if (signals.some(({ name }) => sentToSpam.has(name))) return { status: 'spam', signals };
    const spam = sum(signals.filter(({ name }) => !precautions.has(name)));
    if (spam >= enoughForSpam) return { status: 'spam', signals };
    // Trust speaks for a comment where parts add up; what holds it alone holds it whoever sent it.
    if (signals.some(({ weight }) => weight >= enoughToHold) || sum(signals) >= enoughToHold) return { status: 'held', signals };
    return { status: 'published', signals };
  };
}

/** The judge of what somebody of the house wrote, signed in. */
export const ofTheHouse: Judge = () => ({
  status: 'published',
  signals: [{ name: 'moderator', weight: 0, words: 'It was sent by a moderator or author, signed in.' }],
});

/** What a comment was judged by, from the signals recorded with it: for a rehearsal, which judges it again by other rules. */
export function factsOf(signals: readonly Signal[], around: Pick<Facts, 'postAge' | 'network'>): Facts {
  const value = (name: string) => signals.find((signal) => signal.name === name)?.value;
  return {
    ...around,
    noticed: signals.filter(({ rule }) => !rule),
    links: value('links') ?? 0,
    history: { published: value('trusted') ?? 0 },
    likeness: value('spam') ?? null,
    work: works[value('work') ?? -1] ?? null,
  };
}

/** What the recorded value of the signal `work` means. */
const works = ['missing', 'proven'] as const;

/** Hundredths, so that ten tenths are one. */
function sum(signals: readonly Signal[]): number {
  return signals.reduce((whole, { weight }) => whole + Math.round(weight * 100), 0) / 100;
}
