import { forgetNetworks } from '../comments/commenters.ts';
import type { Database } from '../database/database.ts';
import { forgetDeleted } from '../moderation/decide.ts';

const hourly = 60 * 60 * 1_000;

/** Forgets, now and every hour, what the site promised to forget. Returns the timer. */
export function tidyUp(database: Database, report: (error: unknown, address: string) => void): NodeJS.Timeout {
  const tidy = () => {
    const now = new Date();
    database
      .write(async (tx) => {
        await forgetNetworks(tx, now);
        await forgetDeleted(tx, now);
      })
      .catch((error: unknown) => report(error, 'tidy-up'));
  };
  tidy();
  return setInterval(tidy, hourly).unref();
}
