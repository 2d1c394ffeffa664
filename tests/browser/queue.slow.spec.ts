/** Every known vector in every column of the queue: `../shared/data/xss-vectors.json` where it is there, else the hand-written set. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from 'playwright/test';
import { signIn } from '../support/moderator.ts';
import { sow } from '../support/queue.ts';
import { root } from '../support/site.ts';
import { vectors, watchForHarm, withoutPolicy } from './hostile.ts';
import { test } from './site.ts';

const corpus = resolve(root, '../shared/data/xss-vectors.json');
const known = existsSync(corpus) ? (JSON.parse(readFileSync(corpus, 'utf8')) as { v: string }[]).map(({ v }) => v) : vectors;

test('every vector of the corpus is text in the queue, also without the policy', async ({ page, site, context }) => {
  test.setTimeout(20 * 60_000);
  const harm = await watchForHarm(context, site);
  await withoutPolicy(context);
  const { cookie } = await signIn(site);
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: site.url }]);
  const storable = known.map((vector) => vector.replaceAll('\0', ''));
  const of = (place: number) => storable[place % storable.length] ?? '';
  const sown = await sow(
    site,
    storable.map((text, place) => ({
      text: text || 'empty',
      name: of(place + 1),
      website: of(place + 2),
      email: of(place + 3),
      signals: [{ name: 'x', weight: 1, words: of(place + 4) }],
    })),
  );
  const seen = new Set<number>();
  for (let next: string | null = '/moderation/'; next !== null;) {
    await page.goto(next, { waitUntil: 'load' });
    expect(harm, next).toEqual({ ran: [], fetched: [] });
    for (const id of await page.locator('.card').evaluateAll((cards) => cards.map((card) => Number(card.id.slice(1))))) seen.add(id);
    const older = page.locator('a[rel=next]');
    next = (await older.count()) > 0 ? await older.getAttribute('href') : null;
  }
  // What other tests left waiting on the same site is in the queue, too.
  const looked = sown.filter((id) => seen.has(id)).length;
  console.log(`${looked} of ${known.length} vectors looked at in the queue without the policy`);
  expect(looked).toBe(known.length);
});
