/** A feed as people see it who open it in a browser. */
import { expect } from 'playwright/test';
import { essay } from '../support/site.ts';
import { approvedComment, complaints, test } from './site.ts';

const feeds = ['/feed.xml', '/atom.xml', '/authors/mike-moran/feed.xml', '/tags/comments/atom.xml', '/comments/feed.xml'];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a feed says what it is, in plain words and our own dress, in ${colorScheme} colours and on a narrow screen`, async ({
    site,
    browser,
  }) => {
    await approvedComment(site);
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, colorScheme, baseURL: site.url });
    for (const address of feeds) {
      const page = await context.newPage();
      const found = complaints(page);
      await page.goto(address);
      await expect(page.getByText('This is a feed.')).toBeVisible();
      await expect(page.locator('.note code')).toHaveText(`http://localhost:4321${address}`);
      const looks = await page.evaluate(() => {
        const style = getComputedStyle(document.documentElement);
        const shown = [...document.querySelectorAll('*')].filter(
          (element) => element.checkVisibility() && /encoded|^content$/.test(element.localName),
        );
        return {
          family: style.fontFamily,
          background: style.backgroundColor,
          html: shown.length,
          wide: document.documentElement.scrollWidth,
        };
      });
      expect(looks.family, address).toContain('Source Serif');
      expect(looks.background, address).toBe(colorScheme === 'light' ? 'rgb(251, 250, 246)' : 'rgb(22, 21, 19)');
      expect(looks.html, 'no HTML as text').toBe(0);
      expect(looks.wide, address).toBeLessThanOrEqual(320);
      // Browsers ask for an icon of their own accord where a document names none.
      expect(
        found.filter((text) => !/status of 404/.test(text)),
        address,
      ).toEqual([]);
      await page.close();
    }
    await context.close();
  });
}

test('from a feed a link leads to the page it is the feed of', async ({ page }) => {
  await page.goto('/authors/mike-moran/feed.xml');
  await expect(page.getByRole('link', { name: 'The same as a page' })).toHaveAttribute('href', 'http://localhost:4321/authors/mike-moran/');
});

test('a reader finds the feeds of an author on the author’s page, and the Markdown of a post opens as text', async ({ page }) => {
  await page.goto('/authors/mike-moran/');
  await page.getByRole('link', { name: 'RSS', exact: true }).click();
  await expect(page.getByText('What outcome are you negotiating for?', { exact: true })).toBeVisible();
  const answer = await page.request.get(`${essay.slice(0, -1)}.md`);
  expect(answer.headers()['content-type']).toBe('text/markdown; charset=utf-8');
  expect(answer.headers()['link']).toBe(`<http://localhost:4321${essay}>; rel="canonical"`);
});
