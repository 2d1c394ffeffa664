/** Which comments lead where. */
import type { Reading, Writing } from '../database/database.ts';
import { addressesIn } from './features.ts';
import type { Words } from './features.ts';

/** Places one comment is remembered by at most. */
const mostPlaces = 20;
/** Comments that are looked at for one comment at most, the newest. */
const mostRecent = 200;

/** Where a comment leads: the hosts of its addresses and of its sender's website, without `www.`; none twice, the site itself not. */
export function placesIn({ text, website }: Pick<Words, 'text' | 'website'>, home: string): string[] {
  const addresses = [...addressesIn(text), ...(website ? [website] : [])];
  const hosts = addresses.map((address) => URL.parse(/^https?:/i.test(address) ? address : `https://${address}`)?.hostname ?? '');
  const places = new Set(hosts.map((host) => host.replace(/^www\.|\.$/g, '')).filter((host) => host !== '' && host !== home));
  return [...places].slice(0, mostPlaces);
}

/** The newest comments that lead to one of these places, by place. */
export async function mentionsOf(database: Reading, places: readonly string[]): Promise<{ place: string; comment: number }[]> {
  if (places.length === 0) return [];
  return database
    .selectFrom('mentions')
    .select(['place', 'comment'])
    .where('place', 'in', places)
    .orderBy('comment', 'desc')
    .limit(mostRecent)
    .execute();
}

/** Remembers where a comment leads. */
export async function addMentions(tx: Writing, comment: number, places: readonly string[]): Promise<void> {
  if (places.length > 0)
    await tx
      .insertInto('mentions')
      .values(places.map((place) => ({ place, comment })))
      .execute();
}

/** Forgets where these comments led. */
export async function forgetMentions(tx: Writing, comments: readonly number[]): Promise<void> {
  if (comments.length > 0) await tx.deleteFrom('mentions').where('comment', 'in', comments).execute();
}
