/** The queue on a screen: for everybody, by keyboard, without script, and with hostile text in every column. */
import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, expect, type Page } from 'playwright/test';
import { signIn } from '../support/moderator.ts';
import { aBusyQueue, sow } from '../support/queue.ts';
import { discussion, type Site } from '../support/site.ts';
import { vectors, watchForHarm, withoutPolicy } from './hostile.ts';
import { complaints, test } from './site.ts';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Gives a browser a session of its own. */
async function enter(context: BrowserContext, site: Site): Promise<void> {
  const { cookie } = await signIn(site);
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: site.url }]);
}

const card = (page: Page, id: number) => page.locator(`#c${id}`);
const said = (page: Page) => page.locator('#said');

for (const [colorScheme, width] of [
  ['light', 1_280],
  ['dark', 1_280],
  ['light', 360],
  ['dark', 360],
] as const) {
  test(`axe finds nothing in the queue and the log, ${colorScheme}, ${width} pixels wide, and nothing scrolls sideways`, async ({
    page,
    site,
    context,
  }) => {
    await enter(context, site);
    const [first = 0] = await aBusyQueue(site);
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto('/moderation/');
    await card(page, first).getByRole('button', { name: 'Approve' }).click();
    await expect(page.locator('#done')).toContainText('approved one comment');
    await page.locator('summary').first().click();
    for (const path of [null, '/moderation/?folder=published', '/moderation/?q=nobody', '/moderation/log/']) {
      if (path) await page.goto(path);
      const { violations, passes } = await new AxeBuilder({ page }).withTags(standards).analyze();
      expect(passes.length).toBeGreaterThan(15);
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`),
        path ?? 'queue',
      ).toEqual([]);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('button, .button, summary, select, input:not([type=hidden], [type=checkbox])')]
          .filter((control) => control.checkVisibility() && control.getBoundingClientRect().height < 43.5)
          .map((control) => control.outerHTML.slice(0, 100)),
      );
      expect(small, path ?? 'queue').toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    }
  });
}

test('the whole round by single keys: read, approve, undo, edit, reply, select, search; each is announced and keeps the place', async ({
  page,
  site,
  context,
}) => {
  await enter(context, site);
  const seen = complaints(page);
  const ids = await sow(site, [{ text: 'The first one.' }, { text: 'The second one.' }, { text: 'The third one.' }]);
  const [first = 0, second = 0, third = 0] = ids;
  await page.goto('/moderation/?post=2008/02/what-outcome-are-you-negotiating-for');
  const key = (text: string) => page.keyboard.press(text);
  while ((await page.evaluate(() => document.activeElement?.id)) !== `c${third}`) await key('j');
  await key('j');
  await expect(card(page, second)).toBeFocused();
  await key('k');
  await expect(card(page, third)).toBeFocused();
  await key('a');
  await expect(said(page)).toHaveText(/The owner approved one comment\./);
  await expect(card(page, third)).toHaveCount(0);
  await expect(card(page, second)).toBeFocused();
  await key('u');
  await expect(said(page)).toHaveText(/took back/);
  await expect(card(page, third)).toHaveCount(1);
  await card(page, second).focus();
  await key('e');
  await expect(card(page, second).getByLabel('Comment', { exact: true })).toBeFocused();
  await page.keyboard.type('Edited: a, s and t are only letters here. ');
  await card(page, second).getByRole('button', { name: 'Save' }).press('Enter');
  await expect(said(page)).toHaveText(/edited one comment/);
  await expect(card(page, second)).toContainText('Edited: a, s and t are only letters here.');
  await card(page, first).focus();
  await key('r');
  await page.keyboard.type('Thank you.');
  await page.keyboard.press('Tab');
  await key('Enter');
  await expect(said(page)).toHaveText(/replied to one comment/);
  await card(page, second).focus();
  await key('x');
  await card(page, third).focus();
  await key('x');
  await key('s');
  await expect(said(page)).toHaveText(/marked as spam 2 comments/);
  await key('/');
  await expect(page.getByLabel('Search')).toBeFocused();
  await page.keyboard.type('sat');
  await expect(page.getByLabel('Search')).toHaveValue('sat');
  expect(seen).toEqual([]);
});

test('the keys are shown, and can be switched off for good', async ({ page, site, context }) => {
  await enter(context, site);
  const [id = 0] = await sow(site, [{}]);
  await page.goto('/moderation/');
  await page.keyboard.press('?');
  const toggle = page.getByRole('button', { name: 'Single keys work' });
  await expect(toggle).toBeVisible();
  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-pressed', 'false');
  for (const reload of [false, true]) {
    if (reload) await page.reload();
    await card(page, id).focus();
    await page.keyboard.press('a');
    await page.keyboard.press('j');
    await expect(card(page, id)).toBeFocused();
  }
  await expect(page.locator('#done')).toHaveCount(0);
});

test('what fails on the way is sent again by the browser itself', async ({ page, site, context }) => {
  await enter(context, site);
  const [id = 0] = await sow(site, [{}]);
  await page.goto('/moderation/');
  await page.evaluate(() => Object.assign(globalThis, { fetch: async () => Promise.reject(new Error('offline')) }));
  await card(page, id).getByRole('button', { name: 'Approve' }).click();
  await expect(page.locator('#done')).toContainText('approved one comment');
  await expect(card(page, id)).toHaveCount(0);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the whole round: read why, approve, undo, reply, the way to a ban, the log, sign out; by keyboard alone', async ({
    page,
    site,
    context,
  }) => {
    await enter(context, site);
    const [id = 0] = await sow(site, [{ text: 'No script here.', name: 'Plain' }]);
    await page.goto('/moderation/');
    await expect(card(page, id)).toContainText('It is the first comment from this browser.');
    await expect(page.locator('#keys')).toBeHidden();
    const tabTo = async (name: RegExp) => {
      for (let presses = 0; presses < 400; presses += 1) {
        await page.keyboard.press('Tab');
        const focused = await page.locator(':focus').evaluate((element) => element.textContent?.replace(/\s+/g, ' ').trim() ?? '');
        if (name.test(focused)) return;
      }
      throw new Error(`Nothing called ${String(name)} can be reached.`);
    };
    await tabTo(/^Approve the comment of Plain$/);
    await page.keyboard.press('Enter');
    await expect(page.locator('#done')).toContainText('approved one comment');
    await tabTo(/^Undo$/);
    await page.keyboard.press('Enter');
    await expect(page.locator('#done')).toContainText('took back');
    await card(page, id).locator('summary', { hasText: 'Reply' }).press('Enter');
    await card(page, id).getByLabel('Your reply').fill('An answer without script.');
    await card(page, id).getByRole('button', { name: 'Approve and reply' }).press('Enter');
    await expect(page.locator('#done')).toContainText('replied to one comment');
    await page.goto('/moderation/?folder=published');
    await card(page, id).getByRole('link', { name: /^Ban/ }).press('Enter');
    await expect(page).toHaveURL(new RegExp(`/moderation/bans/\\?comment=${id}`));
    await page.getByRole('link', { name: 'Log', exact: true }).press('Enter');
    await expect(page.getByRole('main')).toContainText('The owner approved');
    // Whichever page of the discussion it is on.
    await page.goto(`${discussion}?comment=${id}`);
    await expect(page.getByText('An answer without script.')).toBeVisible();
    await page.goto('/moderation/');
    await page.getByRole('button', { name: 'Sign out' }).press('Enter');
    await page.goto('/moderation/');
    await expect(page).toHaveURL(/sign-in/);
  });
});

for (const policy of [true, false]) {
  test(`hostile text in every column is text, ${policy ? 'under the policy' : 'without the policy'}`, async ({ page, site, context }) => {
    test.setTimeout(120_000);
    const harm = await watchForHarm(context, site);
    if (!policy) await withoutPolicy(context);
    await enter(context, site);
    const [parent = 0] = await sow(site, [{ status: 'published', text: vectors[0] ?? '', name: vectors[1] ?? '' }]);
    const ids = await sow(
      site,
      vectors.map((text, place) => {
        const of = (ahead: number) => vectors[(place + ahead) % vectors.length] ?? '';
        return {
          text,
          parent,
          name: of(1),
          website: of(2),
          email: of(3),
          post: place % 3 === 0 ? of(4) : '2026/11/hostile',
          signals: [{ name: 'x', weight: 1, words: of(5) }],
          wave: place % 7 === 0 ? of(6) : null,
        };
      }),
    );
    const clean = async () => {
      const strange = await page
        .locator('#queue, main ol')
        .evaluateAll((parts) =>
          parts.flatMap((part) =>
            [...part.querySelectorAll('*')]
              .filter(
                (element) =>
                  element.namespaceURI !== 'http://www.w3.org/1999/xhtml' ||
                  !/^(ARTICLE|A|B|BDI|BUTTON|DD|DETAILS|DIV|DL|DT|EM|FORM|INPUT|LABEL|LI|NAV|OL|P|SEARCH|SPAN|STRONG|SUMMARY|TEXTAREA|TIME|UL)$/.test(
                    element.tagName,
                  ) ||
                  [...element.attributes].some(
                    ({ name, value }) => /^(on|style|src$|srcdoc$)/.test(name) || (/^(href|action)$/.test(name) && !/^[/#]/.test(value)),
                  ),
              )
              .map((element) => element.outerHTML.slice(0, 160)),
          ),
        );
      expect(strange).toEqual([]);
    };
    let seen = 0;
    await page.goto('/moderation/');
    for (;;) {
      await clean();
      seen += await page.locator('.card').count();
      const older = page.getByRole('link', { name: 'Older' });
      if ((await older.count()) === 0) break;
      await page.goto((await older.getAttribute('href')) ?? '');
    }
    expect(seen).toBeGreaterThan(ids.length * 0.8);
    // One of the newest, in no wave, under the post that is looked at.
    const place =
      vectors.length - 1 - [0, 1, 2, 3].findIndex((back) => (vectors.length - 1 - back) % 3 !== 0 && (vectors.length - 1 - back) % 7 !== 0);
    const first = ids[place] ?? 0;
    await page.goto(`/moderation/?folder=pending&q=${encodeURIComponent(vectors[3] ?? '')}`);
    await clean();
    await page.goto('/moderation/?post=2026/11/hostile');
    await card(page, first).locator('summary', { hasText: 'Edit' }).click();
    await card(page, first).getByLabel('Website').fill(`javascript:alert(1)`);
    await card(page, first).getByRole('button', { name: 'Save' }).click();
    await expect(card(page, first)).toContainText('Enter a web address');
    expect(await card(page, first).getByLabel('Comment', { exact: true }).inputValue()).toBe(vectors[place]);
    await clean();
    await page.goto('/moderation/?post=2026/11/hostile');
    await page.getByLabel('All on this page').check();
    await page.locator('#queue-form').getByRole('button', { name: 'Spam' }).click();
    await expect(page.locator('#done')).toContainText('marked as spam');
    await clean();
    await page.goto('/moderation/log/');
    await clean();
    await page.waitForLoadState('networkidle');
    expect(harm).toEqual({ ran: [], fetched: [] });
  });
}
