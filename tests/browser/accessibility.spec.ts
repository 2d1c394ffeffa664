/** Every type of page, for everyone: what axe finds, and what it cannot see. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';
import { discussion, essay } from '../support/site.ts';
import { house, pagesWith, states } from './pages.ts';
import { test } from './site.ts';
import { aThread } from './thread.ts';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let comment = 0;
test.beforeAll(async ({ site }) => {
  comment = await aThread(site);
});

/** Goes to a page of every type, one after the other. */
async function everyPage(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  for (const [name, path] of Object.entries(pagesWith(comment))) {
    await page.goto(path);
    await look(name);
  }
  for (const [name, reach] of Object.entries(states)) {
    await page.context().clearCookies();
    await reach(page);
    await look(name);
  }
}

for (const [colorScheme, width] of [
  ['light', 1_280],
  ['dark', 1_280],
  ['light', 360],
  ['dark', 320],
] as const) {
  test(`axe finds nothing on any page, ${colorScheme}, ${width} pixels wide`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await everyPage(page, async (name) => {
      const { violations, passes } = await new AxeBuilder({ page }).withTags(standards).analyze();
      expect(passes.length, name).toBeGreaterThan(15);
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
      expect(found, name).toEqual([]);
    });
  });
}

test('axe would find a mistake', async ({ page }) => {
  await page.goto(essay);
  await page.evaluate(() => {
    document.querySelector('label')?.remove();
    document.querySelector('main p')?.setAttribute('style', 'color: #ccc');
  });
  const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
  expect(violations.map(({ id }) => id).sort()).toEqual(expect.arrayContaining(['label']));
});

test('text has a contrast of 7 to 1 and what surrounds it 4.5 to 1, light and dark', async ({ page }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(essay);
    const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast-enhanced']).include('main').analyze();
    const prose = violations.flatMap(({ nodes }) => nodes.map(({ html }) => html)).filter((html) => !/class="required"/.test(html));
    expect(prose, colorScheme).toEqual([]);
  }
});

for (const [what, viewport, fontSize] of [
  ['at 320 pixels', { width: 320, height: 640 }, '100%'],
  ['with text at 200 % on a telephone', { width: 360, height: 740 }, '200%'],
  ['with text at 200 % on a desk', { width: 1_280, height: 800 }, '200%'],
  ['at 2,560 pixels', { width: 2_560, height: 1_440 }, '100%'],
] as const) {
  test(`no page scrolls sideways ${what}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await everyPage(page, async (name) => {
      await page.evaluate((size) => (document.documentElement.style.fontSize = size), fontSize);
      expect(await overflowing(page), name).toEqual([]);
    });
  });
}

test('at 400 % zoom on a small screen nothing stands over the text, and nothing but the text is scrolled', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await everyPage(page, async (name) => {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2));
    const [over, sideways] = await page.evaluate(() => [
      [...document.querySelectorAll('body *')]
        .filter((element) => ['fixed', 'sticky'].includes(getComputedStyle(element).position) && element.checkVisibility())
        .map((element) => element.outerHTML.slice(0, 80)),
      document.documentElement.scrollWidth,
    ]);
    expect(over, name).toEqual([]);
    expect(sideways, name).toBe(320);
  });
});

test('who asks for less motion gets none: no smooth scrolling, no transition between pages', async ({ page }) => {
  await page.addInitScript(() => {
    addEventListener('pageswap', ({ viewTransition }) => sessionStorage.setItem('moved', String(viewTransition !== null)));
  });
  for (const [reducedMotion, scrolling, moved] of [
    ['no-preference', 'smooth', 'true'],
    ['reduce', 'auto', 'false'],
  ] as const) {
    await page.emulateMedia({ reducedMotion });
    await page.goto(essay);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)).toBe(scrolling);
    await page.getByRole('navigation', { name: 'Site', exact: true }).getByRole('link', { name: 'Archive' }).click();
    await page.waitForURL('**/archive/');
    expect(await page.evaluate(() => sessionStorage.getItem('moved')), reducedMotion).toBe(moved);
  }
});

test('every page has one h1, its landmarks, a language, a skip link that works, and no heading level left out', async ({ page }) => {
  await everyPage(page, async (name) => {
    await expect(page.getByRole('heading', { level: 1 }), name).toHaveCount(1);
    for (const landmark of ['banner', 'main', 'contentinfo'] as const) await expect(page.getByRole(landmark), name).toHaveCount(1);
    await expect(page.getByRole('navigation', { name: 'Site', exact: true }), name).toHaveCount(1);
    await expect(page.locator('html'), name).toHaveAttribute('lang', 'en');
    await expect(page, name).toHaveTitle(/\S/);
    const outline = await page
      .getByRole('main')
      .getByRole('heading')
      .evaluateAll((all) => all.map(({ tagName }) => Number(tagName.slice(1))));
    for (const [place, level] of outline.entries())
      expect(level - (outline[place - 1] ?? 0), `${name}: ${outline.join()}`).toBeLessThanOrEqual(1);
  });
  await page.goto(essay);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the text' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  expect((await skip.boundingBox())?.height).toBeGreaterThan(20);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('the links of the masthead stand in one row, on a telephone too', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(essay);
  const links = page.getByRole('navigation', { name: 'Site', exact: true }).getByRole('link');
  expect(new Set(await links.evaluateAll((all) => all.map((link) => link.getBoundingClientRect().top))).size).toBe(1);
});

test('where colors are forced, a comment one was led to and the button that copies have an edge', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(`${essay}#comment-${comment}`);
  const edge = (selector: string, name: 'outlineStyle' | 'borderTopStyle') =>
    page
      .locator(selector)
      .first()
      .evaluate((element, of) => getComputedStyle(element)[of], name);
  expect(await edge(`#comment-${comment}`, 'outlineStyle')).toBe('solid');
  await page.goto(house['writing for this site']);
  expect(await edge('pre button', 'borderTopStyle')).toBe('solid');
});

test('every target is large enough: 44 pixels for the controls of the form, 24 for links outside of sentences', async ({ page }) => {
  for (const width of [360, 1_280]) {
    await page.setViewportSize({ width, height: 800 });
    await everyPage(page, async (name) => {
      expect(await smallTargets(page), `${name} at ${width}`).toEqual([]);
    });
  }
});

test('whatever has the focus shows it', async ({ page }) => {
  for (const path of [essay, discussion]) {
    await page.goto(path);
    for (let presses = 0; presses < 120; presses += 1) {
      await page.keyboard.press('Tab');
      const seen = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return { what: element.outerHTML.slice(0, 100), visible: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 };
      });
      if (!seen) break;
      expect(seen, path).toMatchObject({ visible: true });
    }
  }
});

test('in forced colours the form keeps its borders, and errors and buttons can be told apart', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await states['the form with what is wrong']?.(page);
  for (const selector of ['textarea', '#name', 'button', '.problems']) {
    const border = await page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).borderTopWidth);
    expect(Number.parseFloat(border), selector).toBeGreaterThan(0);
  }
  const colours = await page.locator('body').evaluate((body) => [getComputedStyle(body).color, getComputedStyle(body).backgroundColor]);
  expect(colours[0]).not.toBe(colours[1]);
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe('none');
});

test('on paper stand the essay and its comments, and nothing to click', async ({ page }) => {
  await page.goto(essay);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('article[id^="comment-"]').first()).toBeVisible();
  for (const hidden of ['form', '.trending', 'nav', '.back', '.reply']) await expect(page.locator(hidden).first(), hidden).toBeHidden();
});

/** What reaches over the right edge of the screen; the strip and blocks of code scroll by themselves. */
async function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const over = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > width + 0.5);
    return [`${document.documentElement.scrollWidth} > ${width}`, ...over.slice(-3).map((element) => element.outerHTML.slice(0, 120))];
  });
}

/** Targets that are too small. A link within a sentence may be as high as its line (WCAG 2.5.8). */
async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isInSentence = (element: Element) =>
      element.matches('.prose :is(p, li, td, figcaption) a, .source a, .byline a, .facts a, sup a');
    return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), textarea')].flatMap((element) => {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('.visually-hidden') || isInSentence(element)) return [];
      const target = element.matches('[type=checkbox], [type=radio]') ? (element.closest('label, p') ?? element) : element;
      const { width, height } = target.getBoundingClientRect();
      const least = element.matches('button, input, textarea') ? 44 : 24;
      return width >= 24 && height >= least - 0.1 ? [] : [`${Math.round(width)}×${Math.round(height)} ${element.outerHTML.slice(0, 100)}`];
    });
  });
}
