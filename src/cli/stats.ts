import { openDatabase } from '../database/open.ts';
import { dayOf, laterBy } from '../site/dates.ts';
import { readSettings } from '../site/settings.ts';
import { readsSince } from '../trending/reads.ts';

const usage = `Usage: npx afterword stats [DAYS]

  how often each post was read on each of the last DAYS days (30), in UTC; once a day for a network and a post,
  without robots and moderators`;

/** Reads by command line, while the site runs or not. */
export async function stats([words = '30', ...more]: string[]): Promise<number> {
  const days = /^[1-9]\d{0,4}$/.test(words) && more.length === 0 ? Number(words) : undefined;
  if (days === undefined) {
    console.error(usage);
    return 2;
  }
  const database = await openDatabase(readSettings(process.env).databaseUrl);
  try {
    const reads = await database.read((tables) => readsSince(tables, laterBy(dayOf(new Date()), 1 - days)));
    for (const { day, count, post } of reads) console.log(`${day}  ${String(count).padStart(7)}  ${post}`);
    if (reads.length === 0) console.log(`No post was read in the last ${days} days.`);
    return 0;
  } finally {
    await database.close();
  }
}
