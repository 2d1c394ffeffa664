/** When the page of a post tells that it was read, and when not. The clock is the test's. */
import { expect, type Page } from 'playwright/test';
import { afterword, essay } from '../support/site.ts';
import { test } from './site.ts';

// What runs these tests calls itself headless, and robots do not count.
test.use({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36' });

/** Every read the page tells of from now on. */
function told(page: Page): string[] {
  const found: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') found.push(new URL(request.url()).pathname);
  });
  return found;
}

async function open(page: Page, address = essay): Promise<void> {
  const now = Date.now();
  await page.clock.install({ time: now });
  // It stands still but for what the test lets pass, however slow the machine.
  await page.clock.pauseAt(now + 1_000);
  await page.goto(address);
}

/** Lets time pass. What the page sent meanwhile went out before the file that is asked for at the end. */
async function pass(page: Page, milliseconds: number): Promise<void> {
  await page.clock.runFor(milliseconds);
  await page.evaluate(async () => void (await fetch('/favicon.svg')));
}

const scroll = (page: Page, to: number) => page.evaluate((top) => scrollTo({ top, behavior: 'instant' }), to);

/** Makes the page take itself for hidden or visible, as it is told when somebody changes tabs. */
async function turn(page: Page, visibility: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
  }, visibility);
}

test('a read is told once, after ten seconds and some scrolling, and counts', async ({ page, site }) => {
  const found = told(page);
  await open(page);
  await scroll(page, 600);
  await pass(page, 9_500);
  expect(found).toEqual([]);
  const answered = page.waitForResponse((response) => response.url().endsWith('/reads/'));
  await pass(page, 1_000);
  expect((await answered).status()).toBe(204);
  await pass(page, 60_000);
  expect(found).toEqual([`${essay}reads/`]);
  expect(await page.context().cookies()).toEqual([]);
  expect((await afterword(site.env, 'stats')).output).toContain(`1  ${essay.slice(1, -1)}`);
});

test('a long page that nobody scrolls is not read, however long it stays', async ({ page }) => {
  const found = told(page);
  await open(page);
  await pass(page, 600_000);
  expect(found).toEqual([]);
  await scroll(page, 100);
  await pass(page, 2_000);
  expect(found).toEqual([]);
  await scroll(page, 600);
  await pass(page, 2_000);
  await expect.poll(() => found).toEqual([`${essay}reads/`]);
});

test('a page that fits the screen is read without scrolling', async ({ page }) => {
  await page.setViewportSize({ width: 1_280, height: 20_000 });
  const found = told(page);
  await open(page);
  await pass(page, 11_000);
  await expect.poll(() => found).toEqual([`${essay}reads/`]);
});

test('only the seconds count in which the page is seen', async ({ page }) => {
  const found = told(page);
  await open(page);
  await scroll(page, 600);
  await pass(page, 5_000);
  await turn(page, 'hidden');
  await pass(page, 600_000);
  await turn(page, 'visible');
  await pass(page, 4_000);
  expect(found).toEqual([]);
  await pass(page, 2_000);
  await expect.poll(() => found).toEqual([`${essay}reads/`]);
});

test('pages that are no post tell nothing', async ({ page }) => {
  const found = told(page);
  for (const address of ['/', '/archive/', '/about/', `${essay}comments/`, '/not-there/']) {
    await open(page, address);
    await scroll(page, 10_000);
    await pass(page, 60_000);
  }
  expect(found).toEqual([]);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('nothing is told', async ({ page }) => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.method()));
    await page.goto(essay, { waitUntil: 'networkidle' });
    await page.mouse.wheel(0, 2_000);
    expect(requests).not.toContain('POST');
  });
});
