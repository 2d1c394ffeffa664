import type { Database, Reading, Writing } from '../database/database.ts';
import type { Secret } from '../site/secret.ts';
import { addRead, type Read, readerOf, wasCounted } from './reads.ts';

/** Keeps one network from counting as often as it likes. */
export interface ReadLimit {
  isReached: (tables: Reading) => Promise<boolean>;
  count: (tx: Writing) => Promise<void>;
}

const underway = new Map<string, Promise<void>>();

/**
 * Counts a read, once a day for a network and a post. Returns when that is durable.
 * @throws DatabaseUnavailable
 */
export function countRead(read: Read, database: Database, secret: Secret, limit: ReadLimit): Promise<void> {
  const reader = readerOf(read, secret);
  // A thousand of the same at once shall not queue up before the comments that want to be written.
  const counting = underway.get(reader) ?? count(read, reader, database, limit).finally(() => underway.delete(reader));
  underway.set(reader, counting);
  return counting;
}

async function count(read: Read, reader: string, database: Database, limit: ReadLimit): Promise<void> {
  const isNone = async (tables: Reading) => (await wasCounted(tables, reader)) || limit.isReached(tables);
  // Asked first without, because most of what does not count need not wait for its turn to write.
  if (await database.read(isNone)) return;
  await database.write(async (tx) => {
    if (await isNone(tx)) return;
    await addRead(tx, reader, read);
    await limit.count(tx);
  });
}
