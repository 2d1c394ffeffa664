/** Everything there is to notice about a comment whatever the rules, in order of cost. */
import type { Notice, Signal } from '../comments/comment.ts';
import { weigh } from './lessons.ts';
import { formSignals } from './signals/form.ts';

export interface Surroundings {
  /** Whether it counts how fast comments come; off for load tests only. */
  limits: boolean;
}

/** The noticer of this site. */
export function noticeFor({ limits }: Surroundings): Notice {
  return async (tx, draft) => {
    const signals: Signal[] = formSignals(draft, limits);
    return { signals, likeness: await weigh(tx, draft), wave: null, remember: async () => {} };
  };
}
