/** The way in and the way out, for everyone: with script and without, by keyboard, and as axe sees it. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';
import { newLink } from '../support/moderator.ts';
import { discussion, type Site } from '../support/site.ts';
import { complaints, test } from './site.ts';

const account = '/moderation/account/';

async function judged(page: Page): Promise<string[]> {
  const { violations, passes } = await new AxeBuilder({ page }).analyze();
  expect(passes.length).toBeGreaterThan(10);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

async function signIn(page: Page, site: Site, email: string): Promise<void> {
  await page.goto(`${await newLink(site, email, '--author', 'mike-moran')}&to=${account}`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Account');
}

for (const [colorScheme, width] of [
  ['light', 1_280],
  ['dark', 360],
] as const) {
  test(`axe finds nothing on the way in and on one's account, ${colorScheme}, ${width} pixels wide`, async ({ page, site }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const found = complaints(page);
    const look = async (what: string) => {
      expect(await judged(page), what).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${what} scrolls sideways`).toBe(true);
    };
    await page.goto(account);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
    await look('the way in');
    await page.getByRole('textbox', { name: 'Email' }).fill('somebody@strangers.example');
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await expect(page.getByText('If this address belongs to a moderator')).toBeVisible();
    await look('a link was asked for');
    await page.getByRole('textbox', { name: 'Email' }).fill('nonsense');
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await expect(page.getByRole('textbox', { name: 'Email' })).toBeFocused();
    await expect(page).toHaveTitle(/^Error: /);
    await look('an address that is none');
    await page.goto('/moderation/sign-in/link/?token=x');
    await look('a link that is none');
    const link = await newLink(site, `axe-${width}@moderators.example`);
    await page.goto(link);
    await look('a link');
    await signIn(page, site, `axe-${width}@moderators.example`);
    await look('the account');
    await page.goto(discussion);
    await expect(page.getByText('You are signed in and comment as')).toBeVisible();
    await look('the form of somebody signed in');
    expect(found.filter((text) => !/status of (403|422)/.test(text))).toEqual([]);
  });
}

for (const javaScriptEnabled of [true, false]) {
  test(`one signs in, comments with the author's mark, and signs out everywhere, ${javaScriptEnabled ? 'with' : 'without'} script`, async ({
    browser,
    site,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled, baseURL: site.url });
    const page = await context.newPage();
    const email = `round-${javaScriptEnabled}@moderators.example`;
    await signIn(page, site, email);
    await expect(page.getByText('(this one)')).toBeVisible();
    await page.goto(discussion);
    await page.getByRole('textbox', { name: /Comment/ }).fill(`Mine, ${javaScriptEnabled}.`);
    await page.getByRole('button', { name: 'Post Comment' }).click();
    const comment = page.getByRole('article').filter({ hasText: `Mine, ${javaScriptEnabled}.` });
    await expect(comment.getByText('Author', { exact: true })).toBeVisible();
    await expect(comment).toContainText('Mike Moran');
    await page.goto(account);
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
    await page.goto(account);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
    await context.close();
  });
}

test('one signs in and out by keyboard alone', async ({ page, site }) => {
  await page.goto(`${await newLink(site, 'keys@moderators.example')}&to=${account}`);
  await press(page, 'Sign in');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Account');
  await press(page, 'Sign out');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
});

/** Goes from control to control until it is there, and presses it. */
async function press(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() =>
      document.activeElement?.tagName === 'BUTTON' ? document.activeElement.textContent.trim() : '',
    );
    if (focused === name) return page.keyboard.press('Enter');
  }
  throw new Error(`There is no way to “${name}” by keyboard.`);
}
