/** What the rules say of a comment, as signals. Pure: the judge asks for a new one, the rehearsal for those that are there. */
import type { Signal } from '../comments/comment.ts';
import { hashesOf } from '../site/network.ts';
import type { Secret } from '../site/secret.ts';
import type { Rules } from './rules.ts';
import { type Written, wordFinder } from './words.ts';

/** What rules ask about a comment besides its words. */
export interface RuleFacts {
  links: number;
  /** Proof that an earlier comment of the sender was approved. */
  trusted: boolean;
  /** Days since its post was published (`ageOf`). */
  postAge: number;
  /** Keyed hash of the network it came from; null when that is forgotten. */
  network: string | null;
  /** How much it resembles what was marked as spam here, from 0 to 1. */
  likeness: number;
}

/** The signals rules make. What else a judge notices (traps, haste, repetition …) depends on no rule. */
export const ruleSignalNames = ['everything', 'first', 'links', 'old', 'network', 'words', 'blocked', 'spam'] as const;
export type RuleSignalName = (typeof ruleSignalNames)[number];

/** Prepares judging by these rules: word lists are folded and networks hashed once. One signal per rule a comment meets. */
export function ruleSignals(rules: Rules, secret: Secret): (written: Written, facts: RuleFacts) => Signal[] {
  const heldWord = wordFinder(rules.heldWords);
  const blockedWord = wordFinder(rules.blockedWords);
  const heldNetworks = new Map(rules.heldNetworks.flatMap((network) => hashesOf(network, secret).map((hash) => [hash, network])));
  return (written, { links, trusted, postAge, network, likeness }) => {
    const waits = !(trusted && rules.publishTrusted);
    const [held, blocked] = [heldWord(written), blockedWord(written)];
    const heldNetwork = network === null ? undefined : heldNetworks.get(network);
    const met: Record<RuleSignalName, string | false | null | undefined> = {
      everything: rules.holdEverything && waits && 'Every comment is looked at first.',
      first: rules.holdFirst && !trusted && 'It is the first comment from this browser.',
      links: exceeds(links, rules.maxLinks) && `It has ${links} links; more than ${rules.maxLinks} are looked at first.`,
      old: waits && exceeds(postAge, rules.holdAfterDays) && `Its post is older than ${rules.holdAfterDays} days.`,
      network: heldNetwork !== undefined && `It came from the network ${heldNetwork}, whose comments are looked at first.`,
      words: held && `Its ${fieldNames[held.field]} has “${held.word}”, a word to look at first.`,
      blocked: blocked && `Its ${fieldNames[blocked.field]} has “${blocked.word}”, a blocked word.`,
      spam:
        rules.holdLikeness !== null &&
        likeness >= rules.holdLikeness &&
        `It resembles comments that were marked as spam here (${Math.floor(likeness * 100)} %).`,
    };
    return ruleSignalNames.flatMap((name) => {
      const words = met[name];
      return words ? [{ name, weight: 1, words }] : [];
    });
  };
}

/** Where signals put a comment: a blocked word or a ban into the spam folder, a weight of one or more into the queue. */
export function statusBy(signals: readonly Signal[]): 'published' | 'held' | 'spam' {
  if (signals.some(({ name }) => name === 'blocked' || name === 'banned')) return 'spam';
  return signals.reduce((sum, { weight }) => sum + weight, 0) >= 1 ? 'held' : 'published';
}

const fieldNames: Record<keyof Written, string> = { text: 'text', name: 'name', email: 'e-mail address', website: 'website' };

function exceeds(amount: number, most: number | null): boolean {
  return most !== null && amount > most;
}
