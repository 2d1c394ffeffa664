/** Whose comment is stored next. Storing goes one after the other in any case; here the order is fair to networks that sent little. */
import { DatabaseUnavailable } from '../database/database.ts';

/** Two: while one is being written down, the next may begin. */
const atOnce = 2;
/** More than this would wait too long: whose network had the most turns is refused. */
const mostWaiting = 100;
/** How long turns are counted, in milliseconds, and of how many networks at most. */
const counted = 10 * 60 * 1_000;
const mostNetworks = 10_000;

interface Waiting {
  turns: number;
  go: () => void;
  refuse: (error: DatabaseUnavailable) => void;
}

/** A queue in which those go first who had the fewest turns lately, so that an ordinary sender overtakes a flood. */
export class Turns {
  readonly #waiting: Waiting[] = [];
  #had = new Map<string, number>();
  #since = 0;
  #working = 0;

  /**
   * Does `work` when it is this network's turn.
   * @throws DatabaseUnavailable when too many wait who had fewer turns, and whatever `work` throws.
   */
  async take<T>(network: string, now: Date, work: () => Promise<T>): Promise<T> {
    const turns = this.#count(network, now);
    if (this.#working < atOnce) this.#working += 1;
    else await this.#wait(turns);
    try {
      return await work();
    } finally {
      const next = this.#remove(this.#foremost((one, other) => one.turns < other.turns));
      // Whoever goes next takes the place that gets free.
      if (next) next.go();
      else this.#working -= 1;
    }
  }

  async #wait(turns: number): Promise<void> {
    await new Promise<void>((go, refuse) => {
      this.#waiting.push({ turns, go, refuse });
      if (this.#waiting.length <= mostWaiting) return;
      const last = this.#remove(this.#foremost((one, other) => one.turns >= other.turns));
      last?.refuse(new DatabaseUnavailable(new Error('Too many comments wait to be stored.')));
    });
  }

  #foremost(goesBefore: (one: Waiting, other: Waiting) => boolean): Waiting | undefined {
    return this.#waiting.reduce<Waiting | undefined>((best, other) => (!best || goesBefore(other, best) ? other : best), undefined);
  }

  #remove(one: Waiting | undefined): Waiting | undefined {
    if (one) this.#waiting.splice(this.#waiting.indexOf(one), 1);
    return one;
  }

  #count(network: string, now: Date): number {
    if (now.getTime() - this.#since > counted || this.#had.size >= mostNetworks) {
      this.#had = new Map();
      this.#since = now.getTime();
    }
    const turns = this.#had.get(network) ?? 0;
    this.#had.set(network, turns + 1);
    return turns;
  }
}
