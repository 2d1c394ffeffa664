/** The reading page: finding one's way in a post, and how pages look. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';
import { essay } from '../support/site.ts';
import { house } from './pages.ts';
import { test } from './site.ts';

const long = house['writing for this site'];
const paper = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const light = 'rgb(251, 250, 246)';
const dark = 'rgb(22, 21, 19)';
const pressed = (page: Page) => page.getByRole('button', { pressed: true });

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'at once, with script' : 'by form, without script';
  test.describe(`colors are chosen ${how}`, () => {
    test.use({ javaScriptEnabled, colorScheme: 'light' });

    test('and stay chosen on every page, until the system is asked again', async ({ page }) => {
      await page.goto(`${essay}?a=b`);
      expect(await paper(page)).toBe(light);
      await expect(pressed(page)).toHaveText('System');
      await page.getByRole('button', { name: 'Dark' }).click();
      await expect(pressed(page)).toHaveText('Dark');
      expect(await paper(page)).toBe(dark);
      expect(new URL(page.url()).pathname).toBe(essay);
      for (const path of ['/archive/', '/not-there/', '/reading/']) {
        await page.goto(path);
        expect(await paper(page), path).toBe(dark);
      }
      await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
      await page.goto(long);
      await page.getByRole('button', { name: 'System' }).click();
      await expect(pressed(page)).toHaveText('System');
      expect(await paper(page)).toBe(light);
      expect((await page.context().cookies()).filter(({ name }) => name === 'reading')).toEqual([]);
    });

    test('as are the size of the text and the length of the lines, on a page that leads back', async ({ page }) => {
      await page.setViewportSize({ width: 1_600, height: 900 });
      await page.goto(essay);
      const measured = () =>
        page.locator('main').evaluate((main) => [main.clientWidth, Number.parseFloat(getComputedStyle(main).fontSize)]);
      const [width = 0, size = 0] = await measured();
      await page.getByRole('link', { name: 'Reading' }).click();
      await page.getByRole('radio', { name: 'Large', exact: true }).check();
      await page.getByRole('radio', { name: 'Long' }).check();
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page).toHaveURL(new RegExp(`${essay}$`));
      const [wider = 0, larger = 0] = await measured();
      expect(wider).toBeGreaterThan(width);
      expect(larger / size).toBeCloseTo(1.15);
    });
  });
}

test('a chosen color is there with the first byte: no frame shows another, and nothing moves', async ({ page, site }) => {
  await page.context().addCookies([{ name: 'reading', value: 'dark.large.wide', url: site.url }]);
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    const look = () => {
      if (document.body) seen.push(getComputedStyle(document.body).backgroundColor);
      requestAnimationFrame(look);
    };
    look();
  });
  await page.goto(essay, { waitUntil: 'networkidle' });
  const seen = await page.evaluate(() => Reflect.get(globalThis, 'seen') as string[]); // put there above
  expect(seen.length).toBeGreaterThan(0);
  expect(new Set(seen)).toEqual(new Set([dark]));
  await expect(page.locator('meta[name=theme-color][media=all]')).toHaveAttribute('content', '#161513');
});

test('a page one goes back to shows what was chosen in the meantime', async ({ page }) => {
  await page.goto(essay);
  await page.getByRole('link', { name: 'Reading' }).click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await page.goBack();
  await expect.poll(() => paper(page)).toBe(dark);
  await expect(pressed(page)).toHaveText('Dark');
});

test('the contents stand beside the text where there is room, and mark the section one is in', async ({ page }) => {
  await page.setViewportSize({ width: 1_280, height: 800 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(long);
  const contents = page.getByRole('navigation', { name: 'Contents' });
  await expect(contents.getByRole('link')).not.toHaveCount(0);
  await expect(contents.locator('summary')).toBeHidden();
  const [nav, text] = [await contents.locator('.beside').boundingBox(), await page.locator('.prose').first().boundingBox()];
  expect((nav?.x ?? 0) + (nav?.width ?? 0)).toBeLessThan(text?.x ?? 0);
  expect(nav?.x).toBeGreaterThanOrEqual(0);
  await contents.getByRole('link', { name: 'Code', exact: true }).click();
  await expect(contents.locator('[aria-current]')).toHaveText('Code');
  await expect(page.getByRole('heading', { name: 'Code', exact: true })).toBeInViewport();
  await expect(contents).toBeInViewport();
  await page.getByRole('heading', { name: 'Drafts and dates to come' }).scrollIntoViewIfNeeded();
  await page.evaluate(() => document.getElementById('drafts-and-dates-to-come')?.scrollIntoView());
  await expect(contents.locator('[aria-current]')).toHaveText('Drafts and dates to come');
});

test('the contents are folded above the text where there is none, and open without script', async ({ browser, site }) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false, baseURL: site.url });
  const page = await context.newPage();
  await page.goto(long);
  const contents = page.getByRole('navigation', { name: 'Contents' });
  await expect(contents.getByRole('link')).toHaveCount(0);
  await contents.locator('summary').click();
  await contents.getByRole('link', { name: 'A pull quote' }).click();
  await expect(page).toHaveURL(/#a-pull-quote$/);
  await expect(page.getByRole('heading', { name: 'A pull quote' })).toBeInViewport();
  await page.goto(essay);
  await expect(page.getByRole('navigation', { name: 'Contents' })).toHaveCount(0);
  await context.close();
});

test('footnotes stand beside their marks where there is room, apart from each other, else at the end; links go both ways', async ({
  page,
}) => {
  await page.goto(long);
  for (const width of [1_280, 2_000]) {
    await page.setViewportSize({ width, height: 900 });
    const boxes = await page
      .locator('.note-1, .note-2')
      .evaluateAll((all) => all.map((note) => note.getBoundingClientRect().toJSON() as DOMRect));
    const text = await page.locator('.prose').first().boundingBox();
    for (const box of boxes) {
      expect(box.left).toBeGreaterThan((text?.x ?? 0) + (text?.width ?? 0));
      expect(box.right).toBeLessThanOrEqual(width);
    }
    const [first, second] = boxes;
    expect(second?.top).toBeGreaterThanOrEqual(first?.bottom ?? 0);
    const mark = await page.locator('.mark-1').evaluate((element) => element.getBoundingClientRect().top);
    expect(Math.abs((first?.top ?? 0) - mark)).toBeLessThan(60);
  }
  await page.setViewportSize({ width: 800, height: 900 });
  const end = await page.locator('.note-1').boundingBox();
  const last = await page.getByRole('heading', { name: 'Where MDX trips people up' }).boundingBox();
  expect(end?.y).toBeGreaterThan(last?.y ?? 0);
  await page.locator('.mark-2').click();
  await expect(page.locator('.note-2')).toBeInViewport();
  await page.locator('.note-2').getByRole('link', { name: 'Back to reference' }).click();
  await expect(page.locator('.mark-2')).toBeInViewport();
});

test('a heading is a link to its section, by mouse and by keyboard', async ({ page }) => {
  await page.goto(long);
  await page.getByRole('heading', { name: 'Tables' }).getByRole('link', { name: 'Tables' }).click();
  await expect(page).toHaveURL(/#tables$/);
});

test('code can be copied as it stands there, with script', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(long);
  const code = page.locator('pre[data-language=js]').first();
  const text = (await code.locator('code').textContent()) ?? '';
  await code.getByRole('button', { name: 'Copy' }).click();
  await expect(code.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
  expect(text).toContain('function outcomeOf');
});

test('without script there is no button that does nothing', async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: site.url });
  const page = await context.newPage();
  await page.goto(long);
  await expect(page.locator('pre').first()).toBeVisible();
  await expect(page.locator('pre button')).toHaveCount(0);
  await context.close();
});

test('a table wider than the screen scrolls by keyboard at 320 pixels, and the page does not', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/privacy/');
  await page.evaluate(() => document.querySelector('.table td')?.append(`${'a'.repeat(60)}`));
  const frame = page.getByRole('group', { name: 'Table' }).first();
  await frame.focus();
  await expect(frame).toBeFocused();
  await page.evaluate(() => document.querySelectorAll('.table td').forEach((cell) => cell.setAttribute('nowrap', '')));
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => frame.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

test('a picture leads to its larger view, which loads', async ({ page }) => {
  await page.goto(long);
  const link = page.getByRole('link', { name: /^Two narrow screens/ });
  const response = await page.request.get((await link.getAttribute('href')) ?? '');
  expect(response.headers()['content-type']).toBe('image/webp');
  await link.scrollIntoViewIfNeeded();
  const picture = link.getByRole('img');
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.currentSrc)).toMatch(/\.avif$/);
  const { shown, made } = await picture.evaluate((image: HTMLImageElement) => ({
    shown: image.clientHeight / image.clientWidth,
    made: image.naturalHeight / image.naturalWidth,
  }));
  expect(shown).toBeCloseTo(made, 1);
});

test('colored code has a contrast of 4.5 to 1 and more, whatever the system and the choice', async ({ page, site }) => {
  for (const [colorScheme, theme] of [
    ['light', 'system'],
    ['dark', 'system'],
    ['light', 'dark'],
    ['dark', 'light'],
  ] as const) {
    await page.context().addCookies([{ name: 'reading', value: `${theme}.medium.medium`, url: site.url }]);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const path of [long, '/reading/']) {
      await page.goto(path);
      const { violations, passes } = await new AxeBuilder({ page }).withRules(['color-contrast', 'target-size', 'region']).analyze();
      expect(passes.length).toBeGreaterThan(1);
      expect(
        violations.flatMap(({ nodes }) => nodes.map(({ html }) => html.slice(0, 120))),
        `${colorScheme} ${theme} ${path}`,
      ).toEqual([]);
    }
  }
});

test('at 400 % and with every choice of size and measure no page scrolls sideways', async ({ page, site }) => {
  // 1,280 pixels at 400 % are 320.
  for (const width of [320, 1_210, 1_280]) {
    await page.setViewportSize({ width, height: 640 });
    for (const choice of ['system.larger.wide', 'dark.small.narrow', 'light.larger.narrow']) {
      await page.context().addCookies([{ name: 'reading', value: choice, url: site.url }]);
      for (const path of [long, essay, '/reading/']) {
        await page.goto(path);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width} ${choice} ${path}`).toBe(width);
      }
    }
  }
});

test('in forced colors the pressed choice and the section one is in can be told', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.setViewportSize({ width: 1_280, height: 800 });
  await page.goto(`${long}#elements`);
  const edges = (selector: string, side: 'borderBottomColor' | 'borderLeftColor') =>
    page
      .locator(selector)
      .evaluateAll(
        (all, edge) => all.map((element) => [element.matches('[aria-pressed=true],[aria-current]'), getComputedStyle(element)[edge]]),
        side,
      );
  await expect(page.locator('.beside [aria-current]')).toHaveCount(1);
  for (const found of [await edges('button[name=theme]', 'borderBottomColor'), await edges('.beside a', 'borderLeftColor')]) {
    const on = new Set(found.filter(([is]) => is).map(([, color]) => color));
    const off = new Set(found.filter(([is]) => !is).map(([, color]) => color));
    expect(on.size).toBe(1);
    expect([...off].filter((color) => on.has(color))).toEqual([]);
  }
});

test('on paper stand the notes, the addresses of links and the page, and no furniture', async ({ page, site }) => {
  await page.context().addCookies([{ name: 'reading', value: 'dark.larger.narrow', url: site.url }]);
  await page.goto(long);
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['.contents', '.related', '#series', 'pre button', 'footer form']) {
    for (const element of await page.locator(hidden).all()) await expect(element, hidden).toBeHidden();
  }
  await expect(page.locator('.note-1')).toBeVisible();
  await expect(page.getByText('http://localhost:4321/2026/11/writing-for-this-site/')).toBeVisible();
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the paper reaches to the end of the window below a short page, ${colorScheme}`, async ({ page }) => {
    await page.setViewportSize({ width: 1_280, height: 1_600 });
    await page.emulateMedia({ colorScheme });
    await page.goto('/authors/');
    const pixel = (y: number) => page.screenshot({ clip: { x: 4, y, width: 1, height: 1 } });
    expect(await page.evaluate(() => document.body.getBoundingClientRect().bottom)).toBeLessThan(1_500);
    expect((await pixel(1_590)).equals(await pixel(4))).toBe(true);
  });
}
