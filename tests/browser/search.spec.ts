/** How a reader finds a post again: without script, then what script adds. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';
import { encodedBytes } from '../support/encoded.ts';
import { essay } from '../support/site.ts';
import { complaints, test } from './site.ts';

const field = (page: Page) => page.getByRole('searchbox', { name: 'Words to look for' });
const status = (page: Page) => page.getByRole('main').getByRole('status');
const titles = (page: Page) => page.getByRole('main').getByRole('heading', { level: 3 });

for (const javaScriptEnabled of [false, true]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('from any page a reader searches and comes to the section, by keyboard alone', async ({ page }) => {
      await page.goto(essay);
      const entry = page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Search' });
      await entry.focus();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { level: 1, name: 'Search' })).toBeVisible();
      await expect(status(page)).toContainText('Type one word or several');
      await tabTo(page, () => field(page).evaluate((element) => element === document.activeElement));
      await page.keyboard.type('receipt');
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(/\/search\/\?q=receipt$/);
      await expect(page).toHaveTitle(/^Search: receipt/);
      await expect(status(page)).toContainText('2 posts');
      await expect(titles(page).first()).toHaveText('What this site remembers about you');
      await expect(page.locator('mark').first()).toHaveText('receipt');
      const section = page.getByRole('link', { name: 'If you comment' });
      await tabTo(page, () => section.evaluate((element) => element === document.activeElement));
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(/\/2026\/11\/what-this-site-remembers\/#if-you-comment$/);
      await expect(page.getByRole('heading', { name: 'If you comment' })).toBeInViewport();
    });

    test('a search is narrowed by a link, stays narrowed for another word, and is widened again', async ({ page }) => {
      await page.goto('/search/?q=comment');
      await expect(titles(page)).toHaveCount(4);
      await page.getByRole('navigation', { name: 'Narrow the search' }).getByRole('link', { name: 'privacy' }).click();
      await expect(page).toHaveURL(/tag=privacy/);
      await expect(titles(page).first()).toHaveText('What this site remembers about you');
      expect(await titles(page).count()).toBeLessThan(4);
      await field(page).fill('moderator');
      await page.getByRole('button', { name: 'Search' }).click();
      await expect(page).toHaveURL(/q=moderator&tag=privacy/);
      const narrowed = await titles(page).count();
      await page.getByRole('link', { name: 'Remove tag privacy' }).click();
      await expect(page).toHaveURL(/\/search\/\?q=moderator$/);
      await expect(page.getByRole('link', { name: 'Remove tag privacy' })).toHaveCount(0);
      expect(await titles(page).count()).toBeGreaterThan(narrowed);
    });

    test('a typing error is forgiven, and said', async ({ page }) => {
      await page.goto('/search/?q=negotation');
      await expect(status(page)).toContainText('No post has “negotation”');
      await expect(titles(page).first()).toHaveText('What outcome are you negotiating for?');
    });
  });
}

test('results come while one types: heard, in the address, without a new page, in whatever order answers arrive', async ({ page }) => {
  const found = complaints(page);
  await page.goto('/search/');
  await page.evaluate(() => Object.assign(globalThis, { same: true }));
  await field(page).pressSequentially('negotiat');
  await expect(titles(page).first()).toHaveText('What outcome are you negotiating for?');
  await expect(page).toHaveURL(/\/search\/\?q=negotiat$/);
  await expect(status(page)).toContainText('post');
  await expect(field(page)).toBeFocused();

  // The first answer is held back until the second has been shown; it must not come after it.
  const letGo = Promise.withResolvers<void>();
  const asked: string[] = [];
  await page.route('**/search/results/**', async (route) => {
    asked.push(new URL(route.request().url()).searchParams.get('q') ?? '');
    if (asked.length === 1) await letGo.promise;
    await route.continue().catch(() => undefined);
  });
  await field(page).fill('footnote');
  await expect.poll(() => asked).toEqual(['footnote']);
  const cancelled = page.waitForEvent('requestfailed');
  await field(page).fill('gravatar');
  await cancelled;
  await expect(titles(page)).toHaveText(['What this site remembers about you']);
  letGo.resolve();
  await expect(titles(page)).toHaveText(['What this site remembers about you']);
  expect(asked).toEqual(['footnote', 'gravatar']);

  await field(page).fill('');
  await expect(status(page)).toContainText('Type one word or several');
  await expect(titles(page)).toHaveCount(0);
  expect(await page.evaluate(() => Reflect.get(globalThis, 'same'))).toBe(true);
  expect(found.filter((text) => !text.startsWith('failed:'))).toEqual([]);
});

test('typing on while the connection is gone keeps what was found, and the form still asks', async ({ page }) => {
  await page.goto('/search/?q=gravatar');
  await page.route('**/search/results/**', (route) => route.abort());
  const failed = page.waitForEvent('requestfailed');
  await field(page).fill('footnote');
  await failed;
  await expect(titles(page)).toHaveText(['What this site remembers about you']);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=footnote/);
  await expect(titles(page).first()).toHaveText('Writing for this site');
});

test('the script is at most 0.8 KB and only where one searches', async ({ site, page }) => {
  const scriptsOf = async (path: string) => {
    await page.goto(path);
    return page.locator('script[src]').evaluateAll((all) => all.map((script) => script.getAttribute('src') ?? ''));
  };
  const everywhere = await scriptsOf(essay);
  const sources = (await scriptsOf('/search/?q=comment')).filter((source) => !everywhere.includes(source));
  let bytes = 0;
  for (const source of sources) bytes += (await encodedBytes(new URL(source, site.url))).body.length;
  expect(sources.length).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(820);
  for (const path of ['/', '/archive/']) expect((await scriptsOf(path)).filter((source) => sources.includes(source))).toEqual([]);
});

test('results have a contrast of 7 to 1, show their marks in forced colours, and whatever has the focus shows it', async ({ page }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto('/search/?q=comment');
    const { violations, passes } = await new AxeBuilder({ page }).withRules(['color-contrast-enhanced']).include('main').analyze();
    expect(passes.length).toBeGreaterThan(0);
    expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([]);
  }
  await page.emulateMedia({ forcedColors: 'active' });
  expect(
    await page
      .locator('mark')
      .first()
      .evaluate((mark) => getComputedStyle(mark).textDecorationLine),
  ).toBe('underline');
  await field(page).focus();
  for (let presses = 0; presses < 15; presses += 1) {
    const outline = await page.evaluate(() => document.activeElement && getComputedStyle(document.activeElement).outlineStyle);
    expect(outline).not.toBe('none');
    await page.keyboard.press('Tab');
  }
});

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, isThere: () => Promise<boolean>): Promise<void> {
  for (let presses = 0; presses < 60 && !(await isThere()); presses += 1) await page.keyboard.press('Tab');
  expect(await isThere()).toBe(true);
}
