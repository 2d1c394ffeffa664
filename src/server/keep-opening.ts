import { DatabaseUnavailable } from '../database/database.ts';
import { openDatabase } from '../database/open.ts';
import { keepDelivering, type PostRoom } from './keep-delivering.ts';
import type { Live } from './live.ts';
import { tidyUp } from './tidy-up.ts';

const again = 5_000;

/**
 * Opens the database for the live regions, and delivers letters from then on. One that does not answer does not keep the
 * pages from being read: it is tried again until it does.
 * @throws DatabaseRefused when it must not be used.
 */
export async function keepOpening(live: Live, room: PostRoom): Promise<{ close: () => Promise<void> }> {
  const { settings, report } = room;
  let close = async (): Promise<void> => undefined;
  let timer: NodeJS.Timeout | undefined;
  const open = async (): Promise<void> => {
    try {
      const database = await openDatabase(settings.databaseUrl);
      const changes = await database.watch();
      const delivering = await keepDelivering(database, room);
      const tidying = tidyUp(database, settings.mailDirectory, report);
      live.attach(database, changes);
      close = async () => {
        clearInterval(tidying);
        await delivering.stop();
        await changes.close();
        await database.close();
      };
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error;
      report(error, 'database');
      timer = setTimeout(() => void open().catch((refused: unknown) => report(refused, 'database')), again).unref();
    }
  };
  await open();
  return {
    close: async () => {
      clearTimeout(timer);
      await close();
    },
  };
}
