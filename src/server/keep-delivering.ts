import type { Database } from '../database/database.ts';
import { deliver } from '../mail/deliver.ts';
import { folder } from '../mail/folder.ts';
import { smtp } from '../mail/smtp.ts';
import { type House, tellModerators } from '../moderation/notify.ts';
import type { Settings } from '../site/settings.ts';

/** How often it looks whether something was committed, here or in another process, in milliseconds. A look takes microseconds. */
const look = 250;
/** How long it leaves things alone after something failed, in milliseconds. */
const rest = 5_000;
/** How long sending may go on when the server is to stop, in milliseconds. */
const grace = 2_000;

/** What letters are written and sent with. */
export interface PostRoom extends Omit<House, 'siteUrl'> {
  settings: Settings;
  report: (error: unknown, address: string) => void;
}

/** Writes to moderators what waits and delivers letters, as soon as there are any and whenever it is time again. */
export async function keepDelivering(
  database: Database,
  { settings, secret, authorsOf, report }: PostRoom,
): Promise<{ stop: () => Promise<void> }> {
  const { siteUrl, mailDirectory, mailFrom } = settings;
  const transport = settings.smtp ? smtp(settings.smtp, mailFrom) : folder(mailDirectory, mailFrom);
  const changes = await database.watch();
  const [enough, stop] = [new AbortController(), new AbortController()];
  const noteFailure = (error: unknown) => report(error, 'mail');
  const now = () => new Date();
  const mail = { database, transport, secret, now, report: noteFailure, enough: enough.signal, stop: stop.signal };
  let next = 0;
  let failed = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;

  /** When to come back; a failure in one of the two does not keep the other from being done. */
  const attempt = async (work: () => Promise<Date | null>): Promise<number> => {
    try {
      return (await work())?.getTime() ?? Number.POSITIVE_INFINITY;
    } catch (error) {
      failed = Date.now();
      noteFailure(error);
      return failed + rest;
    }
  };
  const round = async () => {
    const told = await attempt(() => tellModerators(database, { siteUrl, secret, authorsOf }, now()));
    next = Math.min(told, await attempt(() => deliver(mail)));
    running = null;
  };
  const timer = setInterval(() => {
    if (running || Date.now() < failed + rest) return;
    if (Date.now() >= next || hasChanges(changes)) running = round();
  }, look).unref();

  return {
    stop: async () => {
      clearInterval(timer);
      enough.abort();
      const hurry = setTimeout(() => stop.abort(), grace);
      await running;
      clearTimeout(hurry);
      await changes.close();
    },
  };
}

function hasChanges(changes: { pending(): boolean }): boolean {
  try {
    return changes.pending();
  } catch {
    return true;
  }
}
