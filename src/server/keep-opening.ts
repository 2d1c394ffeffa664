import { DatabaseUnavailable } from '../database/database.ts';
import { openDatabase } from '../database/open.ts';
import type { Live } from './live.ts';
import { tidyUp } from './tidy-up.ts';

const again = 5_000;

/**
 * Opens the database for the live regions. One that does not answer does not keep the pages from being read:
 * it is tried again until it does.
 * @throws DatabaseRefused when it must not be used.
 */
export async function keepOpening(
  url: string,
  live: Live,
  report: (error: unknown, address: string) => void,
): Promise<{ close: () => Promise<void> }> {
  let close = async (): Promise<void> => undefined;
  let timer: NodeJS.Timeout | undefined;
  const open = async (): Promise<void> => {
    try {
      const database = await openDatabase(url);
      const changes = await database.watch();
      const tidying = tidyUp(database, report);
      live.attach(database, changes);
      close = async () => {
        clearInterval(tidying);
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
