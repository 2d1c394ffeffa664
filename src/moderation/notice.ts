/** Everything there is to notice about a comment whatever the rules, in order of cost. Rules say what they make of the rest. */
import type { Draft, Notice, Sender, Signal } from '../comments/comment.ts';
import { pastOf } from '../comments/commenters.ts';
import { countSince, countWave, statusesOf } from '../comments/comments.ts';
import type { CommentStatus, Writing } from '../database/database.ts';
import { weigh } from './lessons.ts';
import { addMentions, mentionsOf, placesIn } from './mentions.ts';
import { allModerators } from './moderators.ts';
import { belongs } from './signals/belongs.ts';
import { destinations } from './signals/destinations.ts';
import { formSignals } from './signals/form.ts';
import { past } from './signals/past.ts';
import { mostCounted, ratesOf, rateWindows } from './signals/rates.ts';
import { repetition } from './signals/repetition.ts';
import { writing } from './signals/writing.ts';
import { joinWave } from './waves.ts';

export interface Surroundings {
  /** Whether it counts how fast comments come; off for load tests only. */
  limits: boolean;
  /** Names of the authors: like the moderators, nobody else may pass for them. */
  authors: readonly string[];
  /** The host of the site: a link to it leads nowhere else. */
  home: string;
}

/** The noticer of this site. */
export function noticeFor({ limits, authors, home }: Surroundings): Notice {
  return async (tx, draft, sender, now) => {
    const places = placesIn(draft, home);
    const wave = await joinWave(tx, draft.text, now);
    const { published = 0, held = 0, spam = 0 } = await countWave(tx, wave.name, mostCounted);
    const signals: Signal[] = [
      ...formSignals(draft, limits),
      ...writing(draft),
      ...belongs(draft, [...authors.map((name) => ({ name, email: null })), ...(await allModerators(tx))]),
      ...repetition({ published, waiting: held, spam }, wave.telling),
      ...(await ofPlaces(tx, places)),
      ...(await ofSender(tx, draft, sender, now, limits)),
    ];
    return {
      signals,
      likeness: await weigh(tx, draft),
      wave: wave.name,
      remember: (tx, comment) => addMentions(tx, comment, places),
    };
  };
}

async function ofPlaces(tx: Writing, places: readonly string[]): Promise<Signal[]> {
  const mentions = await mentionsOf(tx, places);
  const statuses = await statusesOf(tx, [...new Set(mentions.map(({ comment }) => comment))]);
  const byPlace = new Map<string, CommentStatus[]>();
  for (const { place, comment } of mentions) {
    const status = statuses.get(comment);
    if (status) byPlace.set(place, [...(byPlace.get(place) ?? []), status]);
  }
  return destinations(byPlace);
}

async function ofSender(tx: Writing, draft: Draft, sender: Sender, now: Date, limits: boolean): Promise<Signal[]> {
  const before = (milliseconds: number) => new Date(now.getTime() - milliseconds);
  const sent = await pastOf(tx, sender, before(rateWindows.network), mostCounted);
  if (!limits) return past(sent);
  const crowd = before(rateWindows.crowd);
  const site = await countSince(tx, crowd, mostCounted);
  const post = site === 0 ? 0 : await countSince(tx, crowd, mostCounted, draft.post);
  return [...past(sent), ...ratesOf({ network: sent.networkSent, post, site })];
}
