/** Rules, bans and discussions as a moderator has them on a screen: readable, without script, and safe from what visitors wrote. */
import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, expect, type Page } from 'playwright/test';
import { signIn } from '../support/moderator.ts';
import { aComment, commentId, discussion, essay, type Site } from '../support/site.ts';
import { storeAll, vectors, watchForHarm, withoutPolicy } from './hostile.ts';
import { complaints, test } from './site.ts';

test.use({ settings: { COMMENTS: 'open', LIMITS: 'off' } });

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const [rules, bans, discussions] = ['/moderation/rules/', '/moderation/bans/', '/moderation/discussions/'];
let cookie = '';
let first = 0;
let stored = 0;
test.beforeAll(async ({ site }) => {
  cookie = (await signIn(site, 'owner')).cookie;
  first = commentId(await site.post(discussion, aComment({ comment: 'See https://one.example', name: 'Bob' })));
  stored = await storeAll(site, discussion, vectors);
});

async function signedIn(context: BrowserContext, site: Site): Promise<void> {
  const [name = '', value = ''] = cookie.split(/=(.*)/s);
  await context.addCookies([{ name, value, url: site.url }]);
}

async function rehearse(page: Page, links: string): Promise<void> {
  await page.goto(rules);
  await page.getByLabel('A comment waits when it has more links than').fill(links);
  await page.getByRole('button', { name: 'See what this would do' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Before you save these rules');
}

for (const [colorScheme, width] of [
  ['light', 1_280],
  ['dark', 1_280],
  ['light', 320],
] as const) {
  test(`axe finds nothing, and nothing is wider than the window: ${colorScheme}, ${width} pixels`, async ({ context, page, site }) => {
    test.setTimeout(120_000);
    await signedIn(context, site);
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const said = complaints(page);
    const look = async (name: string) => {
      const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
      expect(violations.map(({ id, nodes }) => [name, id, nodes[0]?.html])).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), name).toBe(true);
      const small = await page
        .locator('main')
        .evaluate((main) =>
          [...main.querySelectorAll('button, select, input:not([type=hidden], [type=checkbox]), textarea')]
            .filter((control) => control.getClientRects().length > 0 && control.getBoundingClientRect().height < 44)
            .map((control) => control.outerHTML.slice(0, 120)),
        );
      expect(small, name).toEqual([]);
    };
    for (const path of [rules, bans, `${bans}?comment=${first}`, discussions]) {
      await page.goto(path);
      await look(path);
    }
    await rehearse(page, '0');
    await look('rehearsal');
    expect(said).toEqual([]);
    await page.goto(rules);
    await page.getByLabel('A comment waits when it has more links than').fill('many');
    await page.getByRole('button', { name: 'See what this would do' }).click();
    await expect(page.getByRole('alert')).toContainText('There is a problem');
    await look('rules with a mistake');
  });
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with script ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled });

    test('rules are tried, changed further, saved and put back, a sender is banned and let in again, a discussion closed and reopened', async ({
      context,
      page,
      site,
    }) => {
      await signedIn(context, site);
      await rehearse(page, '0');
      await expect(page.getByText('See https://one.example')).toBeVisible();
      await page.getByRole('button', { name: 'Change them further' }).click();
      await expect(page.getByLabel('A comment waits when it has more links than')).toHaveValue('0');
      await page.getByLabel('A comment waits when it has more links than').fill('1');
      await page.getByRole('button', { name: 'See what this would do' }).click();
      await page.getByRole('button', { name: 'Save these rules' }).click();
      await expect(page.getByRole('status')).toContainText('The rules are saved');
      await page.getByRole('button', { name: 'Put these back' }).click();
      await page.getByRole('button', { name: 'Save these rules' }).click();
      await expect(page.getByLabel('A comment waits when it has more links than')).toHaveValue('2');

      await page.goto(`${bans}?comment=${first}`);
      await page.getByLabel('Reason').fill('Rude.');
      await page.getByLabel('For', { exact: true }).selectOption('a month');
      await page.getByRole('button', { name: 'Ban', exact: true }).click();
      await expect(page.getByRole('status')).toHaveText('Banned.');
      const lift = page.getByRole('button', { name: /^Lift/ });
      for (let left = await lift.count(); left > 0; left -= 1) {
        await lift.first().click();
        await expect(lift).toHaveCount(left - 1);
      }
      await expect(page.getByText('Nobody is banned.')).toBeVisible();

      await page.goto(discussions);
      await page.getByRole('button', { name: /^Close \(What outcome/i }).click();
      await expect(page.getByRole('status')).toHaveText('The discussion is closed.');
      await page.goto(essay);
      await expect(page.getByText('a moderator closed this discussion on')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Post Comment' })).toHaveCount(0);
      await page.goto(discussions);
      await page.getByRole('button', { name: /^Reopen \(What outcome/i }).click();
      await page.goto(essay);
      await expect(page.getByRole('button', { name: 'Post Comment' })).toBeVisible();
    });
  });
}

for (const policy of [true, false]) {
  test(`what visitors wrote stays text in rehearsals and bans, ${policy ? 'under' : 'without'} the policy`, async ({
    context,
    page,
    site,
  }) => {
    test.setTimeout(120_000);
    await signedIn(context, site);
    const harm = await watchForHarm(context, site);
    if (!policy) await withoutPolicy(context);
    await page.goto(rules);
    await page.getByLabel('Every comment waits').check();
    await page.getByRole('button', { name: 'See what this would do' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Before you save these rules');
    const shown = page.locator('main ol > li');
    expect(await shown.count()).toBe(Math.min(100, stored + 1));
    const strays = 'img, script, svg, math, iframe, object, style, a, video, [onerror], [onload], [style]';
    expect(await shown.locator(strays).count()).toBe(0);
    // Those that something was noticed about wait by any rules, and are not among what would move.
    const texts = await shown.evaluateAll((items) => items.map(({ textContent }) => textContent ?? ''));
    const starts = vectors.filter((text) => /^[\x20-\x7e]+$/.test(text)).map((vector) => vector.slice(0, 30).trim());
    expect(starts.filter((start) => texts.some((text) => text.includes(start))).length).toBeGreaterThan(60);
    // And what a moderator copies from them into rules, reasons and names.
    await page.goto(rules);
    await page.getByLabel('Anywhere: blocked words').fill(
      vectors
        .filter((vector) => vector.length < 90)
        .slice(0, 60)
        .map((vector) => vector.replaceAll(/\s+/g, ' '))
        .join('\n'),
    );
    await page.getByRole('button', { name: 'See what this would do' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Before you save these rules');
    await page.getByRole('button', { name: 'Save these rules' }).click();
    await expect(page.getByRole('status')).toContainText('The rules are saved');
    await page.getByRole('button', { name: 'Put these back' }).click();
    await page.getByRole('button', { name: 'Save these rules' }).click();
    for (const vector of vectors.slice(0, 10)) {
      await page.goto(bans);
      await page.getByLabel('Known by').selectOption('Name');
      await page.getByLabel('Whom').fill(vector.replaceAll(/\s+/g, ' ').slice(0, 200));
      await page.getByLabel('Reason').fill(vector.replaceAll(/\s+/g, ' ').slice(0, 200));
      await page.getByRole('button', { name: 'Ban', exact: true }).click();
      await expect(page.getByRole('status')).toHaveText('Banned.');
    }
    expect(await page.locator('main').locator('img, script, svg, math, iframe, object, video, [onerror], [onload]').count()).toBe(0);
    expect(harm).toEqual({ ran: [], fetched: [] });
  });
}
