/** What can be read without a network, and that nobody takes it for new. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';
import { essay } from '../support/site.ts';
import { kept, read, test } from './line.ts';
import { field, house, write } from './pages.ts';
import { approvedComment, complaints } from './site.ts';

const notices = (page: Page) => page.locator('.offline');

/** What went wrong but for the icon of the tab, which has no name by which it could be kept for good. */
const worth = (found: string[]) => found.filter((text) => !/favicon|ERR_EMPTY_RESPONSE|ERR_CONNECTION|ERR_INTERNET/.test(text));

test('a page that was read is read again without a network, whole, and says of when it is', async ({ page, line, site }) => {
  await approvedComment(site, { comment: 'Said before the network went.' });
  await read(page, essay);
  await approvedComment(site, { comment: 'Said while it was gone.' });
  line.cut();
  const found = complaints(page);
  await page.goto(essay);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(notices(page)).toHaveCount(2);
  const moment = new Intl.DateTimeFormat('en', { dateStyle: 'long' }).format(new Date());
  await expect(notices(page).first()).toContainText(
    `You are offline, or this site cannot be reached. This is the page as you opened it on ${moment} at `,
  );
  const said = page.locator('#discussion .offline');
  await expect(said).toContainText(`This is the discussion as it was on ${moment} at `);
  await expect(said).toContainText('it may have gone on since. A comment cannot be sent now.');
  await expect(page.getByText('Said before the network went.')).toBeVisible();
  await expect(page.getByText('Said while it was gone.')).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
  expect(await page.evaluate(() => [...document.fonts].filter(({ status }) => status === 'error').length)).toBe(0);
  expect(worth(found)).toEqual([]);
  // Nothing pretends that it was read anew.
  await page.reload();
  await expect(notices(page)).toHaveCount(2);

  line.mend();
  await page.reload();
  await expect(page.getByText('Said while it was gone.')).toBeVisible();
  await expect(notices(page)).toHaveCount(0);
});

test('a picture of a page that was read is there, too', async ({ page, line }) => {
  const withPictures = house['writing for this site'];
  await read(page, withPictures);
  const pictures = page.locator('main img');
  const shown = () =>
    pictures.evaluateAll((all) => all.filter((image) => image instanceof HTMLImageElement && image.naturalWidth > 0).length);
  await page.evaluate(async () => {
    for (const image of document.images) {
      image.scrollIntoView();
      await image.decode();
    }
  });
  const all = await pictures.count();
  expect(all).toBeGreaterThan(0);
  expect(await shown()).toBe(all);
  line.cut();
  await page.goto(withPictures);
  await page.evaluate(async () => {
    for (const image of document.images) {
      image.scrollIntoView();
      await image.decode();
    }
  });
  expect(await shown()).toBe(all);
});

test('while there is a network every page comes from it', async ({ page, line, site }) => {
  await read(page, essay);
  for (const words of ['The first of three.', 'The second of three.', 'The third of three.']) {
    await approvedComment(site, { comment: words });
    const before = line.asked.length;
    await page.goto(essay);
    await expect(page.getByText(words)).toBeVisible();
    await expect(notices(page)).toHaveCount(0);
    expect(line.asked.slice(before).filter(({ path }) => path === essay)).toHaveLength(1);
  }
});

test('a page that was never read is not there, but which ones are is', async ({ page, line }) => {
  await read(page, essay);
  line.cut();
  const answer = await page.goto('/2026/11/join-the-discussion/?a=b');
  expect(answer?.status()).toBe(503);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are offline');
  const list = page.locator('main ul a');
  await expect(list).toHaveText([/^What outcome are you negotiating for\? · /i, /^Archive · /]);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await list.first().click();
  await expect(page).toHaveURL(new RegExp(`${essay}$`));
  await expect(notices(page)).toHaveCount(2);
});

test('a network that does not answer is waited for five seconds, and for ever by whoever reloads', async ({ page, line }) => {
  await read(page, essay);
  line.silence();
  await page.goto(essay, { timeout: 30_000 });
  await expect(notices(page)).toHaveCount(2);
  const before = line.asked.length;
  const reloaded = page.reload({ timeout: 30_000 });
  await expect.poll(() => line.asked.slice(before).some(({ path }) => path === essay)).toBe(true);
  let came = false;
  void reloaded.then(() => (came = true)).catch(() => undefined);
  await new Promise((later) => setTimeout(later, 6_000));
  expect(came).toBe(false);
  line.mend();
  line.cut();
  await reloaded;
  await expect(notices(page)).toHaveCount(2);
});

test('a comment that cannot be sent is said to be unsent and stays, and is sent once there is a network', async ({ page, line }) => {
  await read(page, essay);
  line.cut();
  await page.goto(essay);
  await write(page, { Comment: 'Written in a tunnel.', Name: 'Somebody', Email: 'somebody@example.org' });
  await page.getByRole('button', { name: 'Post Comment' }).click();
  await expect(page.locator('#respond [role=status]')).toContainText(
    'It could not be sent: the connection failed. Your text is kept here.',
  );
  await expect(field(page, 'Comment')).toHaveValue('Written in a tunnel.');
  await page.goto(essay);
  await expect(field(page, 'Comment')).toHaveValue('Written in a tunnel.');
  line.mend();
  await write(page, { Name: 'Somebody', Email: 'somebody@example.org' });
  await page.getByRole('button', { name: 'Post Comment' }).click();
  await expect(page.getByText('waits for a moderator')).toBeVisible();
  await expect(page.locator('#discussion .offline')).toHaveCount(0);
});

test('a page read again without a network has the colors that were chosen since', async ({ page, line }) => {
  await read(page, essay);
  line.cut();
  await page.goto(essay);
  await page.getByRole('button', { name: 'Dark' }).click();
  await page.goto('/archive/');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('button', { name: 'Dark' })).toHaveAttribute('aria-pressed', 'true');
  expect((await kept(page)).pages.at(-1)).toBe('/archive/');
});
