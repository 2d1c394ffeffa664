/** What a reader's line and screen have to bear. */
import { brotliDecompressSync } from 'node:zlib';
import { expect, type Page } from 'playwright/test';
import { discussion, essay, type Site } from '../support/site.ts';
import { pagesWith } from './pages.ts';
import { complaints, test } from './site.ts';
import { encodedBytes } from '../support/encoded.ts';

test('the essay with its styles comes in one response of at most 14,600 bytes', async ({ site }) => {
  const { body, encoding } = await encodedBytes(new URL(essay, site.url));
  expect(encoding).toBe('br');
  expect(body.length).toBeLessThanOrEqual(14_600);
  const html = brotliDecompressSync(body).toString();
  expect(html).toContain('are you out to win a sale');
  expect(html).toMatch(/<style>(?:(?!<\/style>)[\s\S])*--measure/);
  expect(html).not.toContain('rel="stylesheet"');
});

test('all script of a page comes in at most 3 KB', async ({ site, page }) => {
  for (const path of [essay, discussion]) {
    const sources = new Set<string>();
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') sources.add(response.url());
    });
    await page.goto(path, { waitUntil: 'load' });
    expect(await page.locator('script:not([src]):not([type="application/ld+json"])').count()).toBe(0);
    expect(sources.size).toBeGreaterThan(0);
    let bytes = 0;
    for (const source of sources) bytes += (await encodedBytes(new URL(source, site.url))).body.length;
    expect(bytes, path).toBeLessThanOrEqual(3 * 1_024);
  }
});

test('a first visit costs at most 60 KB in at most five requests', async ({ page }) => {
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.setCacheDisabled', { cacheDisabled: true });
  const requests: string[] = [];
  let bytes = 0;
  line.on('Network.requestWillBeSent', ({ request }) => requests.push(request.url));
  line.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(essay, { waitUntil: 'networkidle' });
  await page.evaluate(() => document.fonts.ready);
  await scrollThrough(page);
  await page.waitForLoadState('networkidle');
  test.info().annotations.push({ type: 'weight', description: `${bytes} bytes in ${requests.length} requests` });
  expect(requests.length, requests.join('\n')).toBeGreaterThan(1);
  expect(requests.length, requests.join('\n')).toBeLessThanOrEqual(5);
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThanOrEqual(60 * 1_024);
});

test('nothing on any page moves, complains or asks another host', async ({ site, browser }) => {
  test.setTimeout(180_000);
  for (const [name, path] of Object.entries(pagesWith(1))) {
    for (const viewport of [
      { width: 360, height: 740 },
      { width: 1_280, height: 800 },
    ]) {
      const visit = async () => {
        const context = await browser.newContext({ viewport, baseURL: site.url });
        const page = await context.newPage();
        await watch(page);
        const found = complaints(page);
        const hosts = new Set<string>();
        page.on('request', (request) => hosts.add(new URL(request.url()).origin));
        await page.goto(path, { waitUntil: 'load' });
        await page.evaluate(() => document.fonts.ready);
        await scrollThrough(page);
        const { shifts, violations } = await watched(page);
        expect(violations, `${name}: the policy holds`).toEqual([]);
        expect([...hosts], `${name}: one host`).toEqual([siteOrigin(site)]);
        // A page that is not there is an error in the console by its nature.
        expect(
          found.filter((text) => !/status of 404/.test(text)),
          `${name}: no complaint`,
        ).toEqual([]);
        await context.close();
        return shifts;
      };
      const shifts = await visit();
      if (shifts.length > 0) console.log(`${name} at ${viewport.width} pixels moved and is visited once more:`, shifts);
      // On a machine busy enough a browser may paint before it has read the page to its end, once.
      if (shifts.length > 0) expect(await visit(), `${name}: nothing shifts`).toEqual([]);
    }
  }
});

test('the means above see a page that moves and breaks the policy', async ({ page }) => {
  await watch(page);
  const found = complaints(page);
  await page.goto(essay, { waitUntil: 'networkidle' });
  await page.evaluate(async () => {
    const late = document.createElement('div');
    late.textContent = 'late';
    late.style.blockSize = '300px';
    document.body.prepend(late);
    const inline = document.createElement('script');
    inline.textContent = 'document.title = "ran"';
    document.body.append(inline);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
  await expect.poll(async () => (await watched(page)).shifts).not.toEqual([]);
  expect((await watched(page)).violations).toEqual(['script-src-elem']);
  expect(found).not.toEqual([]);
  expect(await page.title()).not.toBe('ran');
});

function siteOrigin(site: Site): string {
  return new URL(site.url).origin;
}

interface Watched {
  /** What moved, from where to where. */
  shifts: string[];
  violations: string[];
}

/** Notes layout shifts and violations of the policy from the first byte on. */
interface Moved {
  node: Node | null;
  previousRect: DOMRectReadOnly;
  currentRect: DOMRectReadOnly;
}

async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const watched: Watched = { shifts: [], violations: [] };
    Object.assign(globalThis, { watched });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        // What TypeScript does not know yet: https://wicg.github.io/layout-instability/
        const { value, startTime, sources } = entry as PerformanceEntry & { value: number; sources: Moved[] };
        const moved = sources.map(({ node, previousRect: a, currentRect: b }) =>
          [node?.nodeName, node?.textContent?.trim().slice(0, 20), a.x, a.y, a.width, a.height, '→', b.x, b.y, b.width, b.height].join(' '),
        );
        watched.shifts.push(`${value} at ${Math.round(startTime)} ms: ${moved.join('; ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => watched.violations.push(effectiveDirective));
  });
}

async function watched(page: Page): Promise<Watched> {
  return page.evaluate(() => Reflect.get(globalThis, 'watched') as Watched); // put there by `watch`
}

/** Down to the end of the page and up again, a screen at a time, with a frame for each. */
async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    for (const up of [1, -1]) {
      for (let screen = 0; screen <= document.documentElement.scrollHeight / innerHeight; screen += 1) {
        scrollBy({ top: up * innerHeight, behavior: 'instant' });
        await frame();
      }
    }
    await frame();
  });
}
