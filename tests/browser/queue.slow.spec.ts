/** Every known vector in every column of the queue and of a rehearsal: `../shared/data/xss-vectors.json` where it is there, else the hand-written set. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type BrowserContext, expect } from 'playwright/test';
import { signIn } from '../support/moderator.ts';
import { sow } from '../support/queue.ts';
import { root, type Site } from '../support/site.ts';
import { type Harm, vectors, watchForHarm, withoutPolicy } from './hostile.ts';
import { test } from './site.ts';

// By the rules of now nothing waits, so that others can be rehearsed.
test.use({ settings: { COMMENTS: 'open', LIMITS: 'off' } });

const corpus = resolve(root, '../shared/data/xss-vectors.json');
/** The most comments that a rehearsal shows. */
const atOnce = 100;
const known = existsSync(corpus) ? (JSON.parse(readFileSync(corpus, 'utf8')) as { v: string }[]).map(({ v }) => v) : vectors;

const storable = known.map((vector) => vector.replaceAll('\0', ''));
const of = (place: number) => storable[place % storable.length] ?? '';

/** Signs in a moderator whose browser has no policy to rely on. Returns what was run and fetched that must not be. */
async function enter(context: BrowserContext, site: Site): Promise<Harm> {
  const harm = await watchForHarm(context, site);
  await withoutPolicy(context);
  const { cookie } = await signIn(site);
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: site.url }]);
  return harm;
}

test('every vector of the corpus is text in the queue, also without the policy', async ({ page, site, context }) => {
  test.setTimeout(20 * 60_000);
  const harm = await enter(context, site);
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

test('every vector of the corpus is text in a rehearsal, also without the policy', async ({ page, site, context }) => {
  test.setTimeout(20 * 60_000);
  const harm = await enter(context, site);
  let looked = 0;
  for (let start = 0; start < storable.length; start += atOnce) {
    const texts = storable.slice(start, start + atOnce);
    await sow(
      site,
      // Nothing was noticed about them, so that they are published by the rules of now and would wait by those tried.
      texts.map((text, place) => ({ status: 'published' as const, signals: [], text: text || 'empty', name: of(start + place + 1) })),
    );
    await page.goto('/moderation/rules/');
    await page.getByLabel('Every comment waits').check();
    await page.getByRole('button', { name: 'See what this would do' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Before you save these rules');
    expect(harm, `from ${start}`).toEqual({ ran: [], fetched: [] });
    const shown = page.locator('main ol > li');
    expect(await shown.locator('img, script, svg, math, iframe, object, style, a, video, [onerror], [onload], [style]').count()).toBe(0);
    const quoted = new Set((await shown.locator('blockquote').allTextContents()).map(inOneLine));
    looked += texts.filter((text) => quoted.has(inOneLine(text.length > 300 ? `${text.slice(0, 300)} …` : text || 'empty'))).length;
  }
  console.log(`${looked} of ${known.length} vectors looked at in rehearsals without the policy`);
  expect(looked).toBe(known.length);
});

function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
