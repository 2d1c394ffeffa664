/** Pages asked for a moment before they are opened: which, when, and that nothing is counted or kept by it. */
import { expect, type Page } from 'playwright/test';
import type { Gateway } from '../support/gateway.ts';
import { afterword, discussion, essay } from '../support/site.ts';
import { kept, read, test } from './line.ts';
import { approvedComment } from './site.ts';

// What runs these tests calls itself headless, and robots do not count as readers.
test.use({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36' });

/** How a page was asked for, each time. */
function askedFor(line: Gateway, path: string): string[] {
  return line.asked.filter((request) => request.path === path).map(({ headers }) => String(headers['sec-purpose'] ?? 'opened'));
}

const rules = (line: Gateway) => line.asked.filter(({ path }) => path.startsWith('/speculation-rules.')).length;

/** Comes to the archive as to a second page, where the rules are given, and waits until the browser has them. */
async function comeToTheArchive(page: Page, line: Gateway): Promise<void> {
  await page.goto('/about/', { waitUntil: 'networkidle' });
  expect(rules(line), 'a first page comes without').toBe(0);
  await page.getByRole('link', { name: 'Archive' }).first().click();
  await expect(page).toHaveURL(/archive/);
  await expect.poll(() => rules(line)).toBe(1);
}

for (const [who, before] of [
  ['somebody new', comeToTheArchive],
  [
    'somebody who has the service worker',
    async (page: Page, line: Gateway) => {
      await comeToTheArchive(page, line);
      await expect.poll(async () => (await kept(page)).pages).toEqual(['/archive/']);
    },
  ],
] as const) {
  test(`a link that ${who} rests on is asked for early, and opens from that without asking again`, async ({ page, line, site }) => {
    await before(page, line);
    const link = page.locator(`main a[href="${essay}"]`).first();
    await link.hover();
    await expect.poll(() => askedFor(line, essay)).toEqual(['prefetch']);
    await link.click();
    await expect(page).toHaveURL(new RegExp(essay));
    const delivery = await page.evaluate(() => Reflect.get(performance.getEntriesByType('navigation')[0] ?? {}, 'deliveryType') as unknown);
    expect(delivery).toBe('navigational-prefetch');
    await page.waitForLoadState('networkidle');
    expect(askedFor(line, essay)).toEqual(['prefetch']);
    expect(rules(line), 'the rules are asked for once').toBe(1);
    await expect.poll(async () => (await kept(page)).pages.at(-1), 'what was opened is kept').toBe(essay);
    expect((await afterword(site.env, 'stats')).output).not.toContain(essay.slice(1, -1));
  });
}

test('a page that was only asked for is neither kept nor counted', async ({ page, line, site }) => {
  await comeToTheArchive(page, line);
  await page.locator(`main a[href="${essay}"]`).first().hover();
  await expect.poll(() => askedFor(line, essay)).toEqual(['prefetch']);
  await page.locator('a[href="/privacy/"]').first().click();
  await expect.poll(async () => (await kept(page)).pages.at(-1)).toBe('/privacy/');
  expect((await kept(page)).pages).not.toContain(essay);
  expect(line.asked.filter(({ method }) => method === 'POST')).toEqual([]);
  expect((await afterword(site.env, 'stats')).output).not.toContain(essay.slice(1, -1));
});

test('a page asked for early without a network does not come from what was kept once there is one', async ({ page, line, site }) => {
  await read(page, essay);
  await page.goto('/archive/');
  await page.locator('main').getByRole('link').first().waitFor();
  await approvedComment(site, { comment: 'Said in between.' });
  line.cut();
  const refused = line.refused();
  await page.locator(`main a[href="${essay}"]`).first().hover();
  await expect.poll(() => line.refused()).toBeGreaterThan(refused);
  line.mend();
  await page.locator(`main a[href="${essay}"]`).first().click();
  await expect(page.getByText('Said in between.')).toBeVisible();
  await expect(page.locator('.offline')).toHaveCount(0);
});

test('what is made on demand, feeds and links with a query are not asked for early', async ({ page, line, site }) => {
  await approvedComment(site);
  await comeToTheArchive(page, line);
  await page.locator(`main a[href="${essay}"]`).first().click();
  await expect(page).toHaveURL(new RegExp(essay));
  await page.waitForLoadState('networkidle');
  line.asked.length = 0;
  for (const selector of ['a[href="/search/"]', 'a[href="/reading/"]', 'a[href="/feed.xml"]', `a[href^="${discussion}?reply="]`]) {
    const link = page.locator(selector).first();
    await link.scrollIntoViewIfNeeded();
    await link.hover();
    // Longer than browsers take a pointer to rest.
    await page.waitForTimeout(500);
  }
  const privacy = page.locator('a[href="/privacy/"]').first();
  await privacy.hover();
  await expect.poll(() => askedFor(line, '/privacy/'), 'one that is, after them').toEqual(['prefetch']);
  expect(line.asked.filter(({ headers }) => headers['sec-purpose']).map(({ path }) => path)).toEqual(['/privacy/']);
});
