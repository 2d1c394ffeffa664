/** A reader of a site below a path of its host: nothing they do leads outside of it. */
import { expect, type Page } from 'playwright/test';
import { openGateway } from '../support/gateway.ts';
import { essay } from '../support/site.ts';
import { base, startSiteBelow } from '../support/site-below.ts';
import { kept } from './line.ts';
import { write } from './pages.ts';
import { complaints, test as onTheRealSite } from './site.ts';

const test = onTheRealSite.extend<object, object>({
  site: [
    async ({ settings }, use) => {
      const site = await startSiteBelow(settings);
      await use(site);
      await site.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test.use({ settings: { LIMITS: 'off', COMMENTS: 'open' } });

/** Every request that the page makes to an address outside of the site, from now on. */
function strays(page: Page): string[] {
  const found: string[] = [];
  page.on('request', (request) => {
    if (!new URL(request.url()).pathname.startsWith(`${base}/`)) found.push(`${request.method()} ${request.url()}`);
  });
  return found;
}

for (const javaScriptEnabled of [false, true]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('an essay is read, in the colors one likes, answered and found again', async ({ page, context }) => {
      const outside = strays(page);
      const wrong = complaints(page);
      await page.goto(`${base}/`);
      await page.getByRole('main').getByRole('link', { name: 'What outcome are you negotiating for?' }).click();
      await expect(page).toHaveURL(new RegExp(`${base + essay}$`));

      await page.getByRole('button', { name: 'Dark' }).click();
      await expect(page).toHaveURL(new RegExp(`${base + essay}$`));
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
      const cookies = await context.cookies();
      expect(cookies.map(({ name, path }) => [name, path])).toEqual([['reading', `${base}/`]]);
      await page.reload();
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

      const words = `Below a path, ${javaScriptEnabled ? 'in place' : 'as a form'}.`;
      await write(page, { Comment: words, Name: 'Ada', Email: 'ada@example.org' });
      if (javaScriptEnabled)
        expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([`unsent:${(base + essay).slice(1, -1)}`]);
      await page.getByRole('button', { name: 'Post Comment' }).click();
      await expect(page.getByText(words)).toBeVisible();
      expect(new URL(page.url()).pathname).toBe(base + essay + (javaScriptEnabled ? '' : 'comments/'));
      await page.goto(base + essay);
      await expect(page.getByText(words)).toBeVisible();

      await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Search' }).click();
      const field = page.getByRole('searchbox', { name: 'Words to look for' });
      if (javaScriptEnabled) await field.pressSequentially('outcome');
      else {
        await field.fill('outcome');
        await page.getByRole('button', { name: 'Search' }).click();
      }
      await page.getByRole('main').getByRole('link', { name: 'What outcome are you negotiating for?' }).click();
      await expect(page).toHaveURL(new RegExp(`${base + essay}$`));
      await page.getByRole('button', { name: 'System' }).click();
      await expect(page.locator('html')).not.toHaveAttribute('data-theme');
      await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'About' }).click();
      await page.getByRole('main').getByRole('link', { name: 'privacy page' }).click();
      await expect(page).toHaveURL(new RegExp(`${base}/privacy/$`));
      expect([...outside, ...wrong]).toEqual([]);
    });
  });
}

test('what was read is kept and read again, and links are asked for early, below the path as well', async ({ page, site }) => {
  const line = await openGateway(new URL(site.url).origin);
  try {
    const at = (path: string) => line.url + base + path;
    const pages = async () => (await kept(page)).pages;
    await page.goto(at('/about/'));
    await page.getByRole('link', { name: 'Archive' }).first().click();
    await expect.poll(pages).toEqual([`${base}/archive/`]);
    await page.locator(`main a[href="${base}${essay}"]`).first().hover();
    await expect.poll(() => line.asked.filter(({ headers }) => headers['sec-purpose']).map(({ path }) => path)).toEqual([base + essay]);
    await page.goto(at(essay));
    await expect.poll(pages).toEqual([`${base}/archive/`, base + essay]);
    expect((await kept(page)).files).toContain(`${base}/offline/`);
    line.cut();
    await page.goto(at('/archive/'));
    await expect(page.locator('.offline')).toHaveCount(1);
    const answer = await page.goto(at('/privacy/'));
    expect(answer?.status()).toBe(503);
    await page
      .getByRole('main')
      .getByRole('link', { name: /^What outcome/ })
      .click();
    await expect(page.locator('.offline')).toHaveCount(2);
    expect(line.asked.filter(({ path }) => !path.startsWith(`${base}/`))).toEqual([]);
  } finally {
    await line.close();
  }
});
