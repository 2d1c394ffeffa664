/** Essays on paper: black on white whatever the screen shows, nothing cut off, nothing that only screens need. */
import { expect, type Page } from 'playwright/test';
import { essay } from '../support/site.ts';
import { house } from './pages.ts';
import { test } from './site.ts';
import { aThread } from './thread.ts';

const long = house['writing for this site'];
/** A4 between margins of 2 cm, in pixels. */
const paper = { width: 642, height: 971 };
const styleOf = (page: Page, selector: string, name: 'color' | 'backgroundColor' | 'breakAfter') =>
  page
    .locator(selector)
    .first()
    .evaluate((element, of) => getComputedStyle(element)[of], name);
const after = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => getComputedStyle(element, '::after').content);

test.beforeEach(async ({ page }) => {
  await page.setViewportSize(paper);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
});

test('is printed black on white, also by who reads white on black', async ({ page, site }) => {
  for (const theme of ['', 'dark.larger.narrow', 'light.small.wide']) {
    await page.context().clearCookies();
    if (theme) await page.context().addCookies([{ name: 'reading', value: theme, url: site.url }]);
    await page.goto(long);
    for (const selector of ['h1', '.e-content > p', '.e-content td'])
      expect(await styleOf(page, selector, 'color'), theme).toBe('rgb(0, 0, 0)');
    for (const selector of ['body', '.e-content pre', '.author'])
      expect(await styleOf(page, selector, 'backgroundColor'), `${theme} ${selector}`).toBe('rgb(255, 255, 255)');
  }
});

test('has every column of a table that a screen would scroll, and every line of code', async ({ page }) => {
  await page.goto(long);
  await page
    .locator('.e-content table')
    .first()
    .evaluate((table) => {
      for (const row of table.querySelectorAll('tr')) {
        for (let more = 0; more < 8; more += 1) row.insertCell().textContent = 'immeasurable incomprehensibilities';
      }
      document.querySelector('.e-content pre code')?.append('x'.repeat(400));
    });
  const cut = await page.locator('.e-content .table, .e-content pre').evaluateAll((all) => {
    const right = document.documentElement.clientWidth;
    const reaches = (element: Element) =>
      [element, ...element.querySelectorAll('td, code')].some((part) => part.getBoundingClientRect().right > right);
    return all
      .filter((element) => element.scrollWidth > element.clientWidth || reaches(element))
      .map(({ outerHTML }) => outerHTML.slice(0, 60));
  });
  expect(cut).toEqual([]);
});

test('says where links lead, within the site too, and nothing after pictures and sections', async ({ page, site }) => {
  await aThread(site);
  await page.goto(long);
  expect(await after(page, '.e-content a[href="/about/"]')).toContain('/about/');
  for (const selector of ['.e-content a:has(img)', '.e-content h2 a', 'sup a']) expect(await after(page, selector), selector).toBe('none');
  await page.goto(essay);
  expect(await after(page, '.u-comment .prose a[href^="https:"]')).not.toBe('none');
});

test('keeps headings with what they head', async ({ page }) => {
  await page.goto(long);
  for (const selector of ['h1', '.e-content h2', '.e-content h3', '.author h2'])
    expect(await styleOf(page, selector, 'breakAfter')).toBe('avoid');
});

test('says nothing of a discussion in which nothing was said', async ({ page }) => {
  await page.goto(house['what this site remembers']);
  await expect(page.locator('#discussion')).toBeHidden();
});
