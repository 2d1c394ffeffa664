import { forgetNetworks } from '../comments/commenters.ts';
import type { Database } from '../database/database.ts';
import { forgetAttempts } from '../moderation/attempts.ts';
import { forgetBans } from '../moderation/bans.ts';
import { forgetFiles } from '../mail/folder.ts';
import { forgetLetters } from '../mail/outbox.ts';
import { forgetDeleted } from '../moderation/forget.ts';
import { forgetChallenges } from '../moderation/passkeys.ts';
import { forgetSessions } from '../moderation/sessions.ts';
import { forgetSignIns } from '../moderation/sign-ins.ts';
import { forgetWaves } from '../moderation/waves.ts';
import { forgetReaders } from '../trending/reads.ts';
import { forgetSolutions } from '../moderation/work.ts';

const hourly = 60 * 60 * 1_000;

/** Forgets, now and every hour, what the site promised to forget, letters written to `mailDirectory` among it. Returns the timer. */
export function tidyUp(database: Database, mailDirectory: string, report: (error: unknown, address: string) => void): NodeJS.Timeout {
  const tidy = () => {
    const now = new Date();
    database
      .write(async (tx) => {
        await forgetNetworks(tx, now);
        await forgetDeleted(tx, now);
        await forgetLetters(tx, now);
        await forgetSessions(tx, now);
        await forgetSignIns(tx, now);
        await forgetAttempts(tx, now);
        await forgetBans(tx, now);
        await forgetChallenges(tx, now);
        await forgetWaves(tx, now);
        await forgetReaders(tx, now);
        await forgetSolutions(tx, now);
      })
      .then(() => forgetFiles(mailDirectory, now))
      .catch((error: unknown) => report(error, 'tidy-up'));
  };
  tidy();
  return setInterval(tidy, hourly).unref();
}
