/** Everything there is to notice about a comment whatever the rules, in order of cost. Rules say what they make of the rest. */
import type { Draft, Notice, Sender, Signal, Work } from '../comments/comment.ts';
import { pastOf } from '../comments/commenters.ts';
import { countSince, countWave, statusesOf } from '../comments/comments.ts';
import type { CommentStatus, Writing } from '../database/database.ts';
import { touch } from '../database/revisions.ts';
import { weigh } from './lessons.ts';
import { addMentions, mentionsOf, placesIn } from './mentions.ts';
import { allModerators } from './moderators.ts';
import { belongs } from './signals/belongs.ts';
import { destinations } from './signals/destinations.ts';
import { formSignals } from './signals/form.ts';
import { past } from './signals/past.ts';
import { flood, mostCounted, type Rates, ratesOf, rateWindows } from './signals/rates.ts';
import { repetition } from './signals/repetition.ts';
import { writing } from './signals/writing.ts';
import { joinWave } from './waves.ts';
import { takeSolution } from './work.ts';

export interface Surroundings {
  /** Whether it counts how fast comments come; off for load tests only. */
  limits: boolean;
  /** Names of the authors: like the moderators, nobody else may pass for them. */
  authors: readonly string[];
  /** The host of the site: a link to it leads nowhere else. */
  home: string;
  /** Whether the rules want a proof of work in a flood. */
  wantsWork: boolean;
}

/** The noticer of this site. */
export function noticeFor({ limits, authors, home, wantsWork }: Surroundings): Notice {
  return async (tx, draft, sender, now) => {
    const places = placesIn(draft, home);
    const wave = await joinWave(tx, draft.text, now);
    const { published = 0, held = 0, spam = 0 } = await countWave(tx, wave.name, mostCounted);
    const crowd = limits ? await crowdUnder(tx, draft.post, now) : { site: 0, post: 0 };
    const work = wantsWork && crowd.site >= flood ? await workOf(tx, draft, now) : null;
    const signals: Signal[] = [
      ...formSignals(draft, limits),
      ...writing(draft),
      ...belongs(draft, [...authors.map((name) => ({ name, email: null })), ...(await allModerators(tx))]),
      ...repetition({ published, waiting: held, spam }, wave.telling),
      ...(await ofPlaces(tx, places)),
      ...(await ofSender(tx, sender, now, limits ? crowd : null)),
    ];
    return {
      signals,
      likeness: await weigh(tx, draft),
      work,
      wave: wave.name,
      remember: async (tx, comment) => {
        await addMentions(tx, comment, places);
        // From the next page on, forms know.
        if (crowd.site + 1 === flood) await touch(tx, 'flood');
      },
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

async function workOf(tx: Writing, { solution }: Draft, now: Date): Promise<Work> {
  return (await takeSolution(tx, solution, now)) ? 'proven' : 'missing';
}

/** How many comments came lately, to this post and to the site; counted up to `mostCounted`. */
async function crowdUnder(tx: Writing, of: string, now: Date): Promise<Pick<Rates, 'post' | 'site'>> {
  const since = new Date(now.getTime() - rateWindows.crowd);
  const site = await countSince(tx, since, mostCounted);
  return { site, post: site === 0 ? 0 : await countSince(tx, since, mostCounted, of) };
}

/** What the sender did before; how fast comments come where that is counted. */
async function ofSender(tx: Writing, sender: Sender, now: Date, crowd: Pick<Rates, 'post' | 'site'> | null): Promise<Signal[]> {
  const sent = await pastOf(tx, sender, new Date(now.getTime() - rateWindows.network), mostCounted);
  return [...past(sent), ...(crowd ? ratesOf({ network: sent.networkSent, ...crowd }) : [])];
}
