/** Every known vector: `../shared/data/xss-vectors.json` where it is there, else the hand-written set once more. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from 'playwright/test';
import { discussion, root } from '../support/site.ts';
import { forbiddenIn, storeAll, unprotected, vectors, watchForHarm, withoutPolicy } from './hostile.ts';
import { test } from './site.ts';

test.use({ settings: { COMMENTS: 'open', LIMITS: 'off' } });

const corpus = resolve(root, '../shared/data/xss-vectors.json');
const known = existsSync(corpus) ? (JSON.parse(readFileSync(corpus, 'utf8')) as { v: string }[]).map(({ v }) => v) : vectors;
const minutes = 60_000;

test('every vector of the corpus stays text, with and without the policy', async ({ browser, site }) => {
  test.setTimeout(40 * minutes);
  const stored = await storeAll(site, discussion, known);
  expect(stored).toBeGreaterThan(known.length * 0.95);
  for (const policy of [true, false]) {
    const context = await browser.newContext({ baseURL: site.url });
    const harm = await watchForHarm(context, site);
    if (!policy) await withoutPolicy(context);
    const page = await context.newPage();
    let seen = 0;
    for (let next: string | null = discussion; next !== null;) {
      await page.goto(next, { waitUntil: 'load' });
      const { comments, forbidden } = await forbiddenIn(page);
      expect(forbidden, next).toEqual([]);
      expect(harm, next).toEqual({ ran: [], fetched: [] });
      seen += comments;
      const more = page.getByRole('link', { name: 'More comments' });
      next = (await more.count()) > 0 ? await more.getAttribute('href') : null;
    }
    expect(seen, 'every stored vector was looked at').toBe(stored);
    await context.close();
    console.log(`${known.length} vectors, ${stored} stored, ${seen} looked at ${policy ? 'under' : 'without'} the policy`);
  }
});

test('the corpus without protection runs and fetches', async ({ context, page, site }) => {
  test.setTimeout(10 * minutes);
  const harm = await watchForHarm(context, site);
  await unprotected(page, site, known);
  console.log(`Without protection ${harm.ran.length} ran and ${harm.fetched.length} fetched.`);
  expect(harm.ran.length).toBeGreaterThan(50);
  expect(harm.fetched.length).toBeGreaterThan(10);
});
