/**
 * Tells what resembles the spam of this site from what resembles its other comments: the mean of naive Bayes and of
 * logistic regression, both learning one decision at a time and from nothing but decisions made here.
 * Measured by `bench/spam.ts`.
 */
import { type Features, mostFeatures, unit } from './features.ts';

export type Label = 'spam' | 'ham';

/** What is known of one bucket of features: how much of it was in spam and in ham, and its weight in the regression; in `unit`s. */
export interface Known {
  spam: number;
  ham: number;
  weight: number;
}

/** What was learnt, by bucket; a bucket that is missing taught nothing yet. Some buckets are enough to weigh what has no others. */
export type Evidence = Map<number, Known>;

/** What one decision added, so that exactly this can be taken away again: shares of its features, in `unit`s. */
export interface Lesson {
  label: Label;
  amount: number;
  step: number;
}

/** Where the numbers of decisions are kept: no feature is hashed to it. */
export const decisionsBucket = 0;
/** The score of what nothing is known about. */
export const neutral = 0.5;

/** Decisions of each kind from which on the classifier speaks with its full voice; before, scores are drawn towards neutral. */
const enough = 10;
/** Evidence of either kind everything is assumed to have: the prior. */
const prior = 0.002;
/** Decisions of either kind the balance between the two is assumed to have. */
const balance = 20;
const rate = 8;
/** How sure each half may be: both take words that come together for independent witnesses. */
const temper = { bayes: 0.25, regression: 0.3 };
/** The most one decision changes in each half, in natural logarithms of odds: the length of the change, and of no text more. */
const mostEvidence = 32;
const mostStep = 5;

/**
 * The most one decision, or taking it back at once, moves the score of any comment. The halves' log-odds move by
 * `mostEvidence` (and a little, as the balance shifts under all features) and by `mostStep`, because features have
 * length one (Cauchy–Schwarz); a logistic curve rises by tanh(d/4) at most over a distance d; the voice grows by 1/`enough`.
 */
export const mostOneDecisionMoves =
  (Math.tanh((temper.bayes * (mostEvidence + Math.sqrt(mostFeatures) / balance)) / 4) + Math.tanh((temper.regression * mostStep) / 4)) / 2 +
  0.5 / enough;

/** How much a comment resembles what was marked as spam here, from 0 to 1. */
export function score(evidence: Evidence, features: Features): number {
  const { spam, ham } = decisions(evidence);
  const voice = Math.min(1, Math.min(spam, ham) / enough);
  const mean = (logistic(temper.bayes * bayes(evidence, features)) + logistic(temper.regression * regression(evidence, features))) / 2;
  return neutral + voice * (mean - neutral);
}

/** Learns one decision, into `evidence`. */
export function learn(evidence: Evidence, features: Features, label: Label): Lesson {
  const wanted = label === 'spam' ? 1 : 0;
  const step = between(-mostStep, rate * (wanted - logistic(regression(evidence, features))), mostStep);
  const lesson: Lesson = { label, amount: amountOf(evidence, features, label), step: Math.trunc(step * unit) };
  apply(evidence, features, lesson, 1);
  return lesson;
}

/** Takes back what a decision taught, exactly, whatever was learnt since. */
export function unlearn(evidence: Evidence, features: Features, lesson: Lesson): void {
  apply(evidence, features, lesson, -1);
}

/** Puts back what a decision taught and was taken back since, exactly. */
export function relearn(evidence: Evidence, features: Features, lesson: Lesson): Lesson {
  apply(evidence, features, lesson, 1);
  return lesson;
}

function apply(evidence: Evidence, features: Features, { label, amount, step }: Lesson, sign: 1 | -1): void {
  const add = (bucket: number, share: number, weight: number) => {
    const known = evidence.get(bucket) ?? { spam: 0, ham: 0, weight: 0 };
    evidence.set(bucket, { ...known, weight: known.weight + sign * weight, [label]: known[label] + sign * share });
  };
  add(decisionsBucket, 1, 0);
  for (const [bucket, part] of features) add(bucket, Math.trunc((part * amount) / unit), Math.trunc((part * step) / unit));
}

function bayes(evidence: Evidence, features: Features): number {
  const shares = sharesOf(evidence);
  let odds = 0;
  for (const [bucket, part] of features) {
    const known = evidence.get(bucket);
    if (!known) continue;
    odds += (part / unit) * Math.log(((shares.spam * known.spam) / unit + prior) / ((shares.ham * known.ham) / unit + prior));
  }
  return odds;
}

function regression(evidence: Evidence, features: Features): number {
  let odds = 0;
  for (const [bucket, part] of features) odds += (part / unit) * ((evidence.get(bucket)?.weight ?? 0) / unit);
  return odds;
}

/** How much of the features a decision may add as evidence: all, unless that would change more than one decision may. */
function amountOf(evidence: Evidence, features: Features, label: Label): number {
  const least = prior / sharesOf(evidence)[label];
  const change = (amount: number) =>
    Math.hypot(
      ...[...features].map(([bucket, part]) => Math.log1p((amount * part) / unit / ((evidence.get(bucket)?.[label] ?? 0) / unit + least))),
    );
  let [low, high] = [0, 1];
  if (change(high) <= mostEvidence) return unit;
  for (let halved = 0; halved < 20; halved += 1) {
    const middle = (low + high) / 2;
    if (change(middle) > mostEvidence) high = middle;
    else low = middle;
  }
  return Math.trunc(low * unit);
}

/** What evidence of each kind counts, so that the rarer kind of decision is not outvoted by the other. */
function sharesOf(evidence: Evidence): Record<Label, number> {
  const { spam, ham } = decisions(evidence);
  const half = (spam + ham) / 2 + balance;
  return { spam: half / (spam + balance), ham: half / (ham + balance) };
}

function decisions(evidence: Evidence): Known {
  return evidence.get(decisionsBucket) ?? { spam: 0, ham: 0, weight: 0 };
}

function logistic(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

function between(least: number, value: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
