/** What the rules say of a comment, as signals. Pure: the judge asks for a new one, the rehearsal for those that are there. */
import type { Facts, Judged, Signal } from '../comments/comment.ts';
import type { Secret } from '../site/secret.ts';
import { neutral } from './classifier.ts';
import { networkFinder } from './networks.ts';
import type { Rules } from './rules.ts';
import { wordFinder } from './words.ts';

/** How much an approved comment speaks for the next one of the same browser. */
const trust = -0.5;
/** The most a likeness to spam counts that is not yet enough to hold a comment. */
const mostOfDoubt = 0.5;

type Said = Omit<Signal, 'rule'> | false | null | undefined;

/**
 * Prepares judging by these rules: word lists are folded and networks hashed once. Each signal carries what was counted,
 * so that other rules can count it otherwise.
 */
export function ruleSignals(rules: Rules, secret: Secret): (written: Judged, facts: Facts) => Signal[] {
  const heldWord = wordFinder(rules.heldWords);
  const blockedWord = wordFinder(rules.blockedWords);
  const heldNetworkOf = networkFinder(rules.heldNetworks, secret);
  return (written, { links, history, likeness, work, postAge, network }) => {
    const trusted = history.published > 0;
    const spared = trusted && rules.publishTrusted;
    const [held, blocked] = [heldWord(written), blockedWord(written)];
    const heldNetwork = heldNetworkOf(network);
    const said: Said[] = [
      blocked && alone('blocked', `Its ${fieldNames[blocked.field]} has “${blocked.word}”, a blocked word.`),
      rules.holdEverything && !spared && alone('everything', 'Every comment is looked at first.'),
      rules.holdFirst && !trusted && alone('first', 'It is the first comment from this browser.'),
      linksOver(rules.maxLinks, links),
      likenessFrom(rules.holdLikeness, likeness),
      exceeds(postAge, rules.holdAfterDays) && !spared && alone('old', `Its post is older than ${rules.holdAfterDays} days.`),
      heldNetwork !== null && alone('network', `It came from the network ${heldNetwork}, whose comments are looked at first.`),
      held && alone('words', `Its ${fieldNames[held.field]} has “${held.word}”, a word to look at first.`),
      rules.work !== 'off' && workDone(work),
      trusted && { name: 'trusted', weight: trust, value: history.published, words: 'An earlier comment from this browser was approved.' },
      !rules.holdEverything && !rules.holdFirst && { name: 'open', weight: 0, words: 'Comments appear at once.' },
    ];
    return said.flatMap((signal) => (signal ? [{ ...signal, rule: true as const }] : []));
  };
}

const fieldNames = { text: 'text', name: 'name', email: 'e-mail address', website: 'website' } as const;

/** A signal that alone holds a comment. */
function alone(name: string, words: string): Said {
  return { name, weight: 1, words };
}

function linksOver(most: number | null, value: number): Said {
  if (value === 0) return null;
  const has = value === 1 ? 'It has a link' : `It has ${value} links`;
  if (!exceeds(value, most)) return { name: 'links', weight: 0, value, words: `${has}.` };
  return { name: 'links', weight: 1, value, words: `${has}; more than ${most} are looked at first.` };
}

/** Below what the rule holds, a likeness still counts in part, beside other signals; what is like approved comments counts nothing. */
function likenessFrom(hold: number | null, value: number | null): Said {
  if (value === null || value === neutral) return null;
  const words = `It ${value < neutral ? 'hardly ' : ''}resembles comments that were marked as spam here (${Math.floor(value * 100)} %).`;
  if (hold !== null && value >= hold) return { name: 'spam', weight: 1, value, words };
  if (hold === null || value < neutral) return { name: 'spam', weight: 0, value, words };
  return { name: 'spam', weight: Math.round((100 * mostOfDoubt * (value - neutral)) / (1 - neutral)) / 100, value, words };
}

/** In a flood a comment waits that no work was done for, whoever sent it: perhaps their browser runs no script. */
function workDone(work: Facts['work']): Said {
  if (work === null) return null;
  if (work === 'proven') return { name: 'work', weight: 0, value: 1, words: 'It came in a flood, with a proof of work.' };
  return { name: 'work', weight: 1, value: 0, words: 'It came in a flood, without a proof of work.' };
}

function exceeds(amount: number | null, most: number | null): boolean {
  return amount !== null && most !== null && amount > most;
}
