/** A proof of work in a flood: nobody sees it, it is loaded when it is asked for, and without it a comment waits. */
import { expect, type Page } from 'playwright/test';
import { askForWork, beginFlood } from '../support/flood.ts';
import { essay } from '../support/site.ts';
import { write } from './pages.ts';
import { complaints, test } from './site.ts';

test.use({ settings: { COMMENTS: 'open', TRUSTED_PROXIES: '127.0.0.1' } });

const person = { Name: 'Patient Reader', Email: 'patient@example.org' };
const scripts = (page: Page) => {
  const loaded: string[] = [];
  page.on('request', (request) => request.resourceType() === 'script' && loaded.push(request.url()));
  return loaded;
};
const thread = (page: Page, text: string) => page.locator('article[id^="comment-"]', { hasText: text });
const waiting = (page: Page) => page.getByText('Your comment is stored and waits for a moderator.');
const send = (page: Page) => page.getByRole('button', { name: 'Post Comment' }).click();

test('a flood asks for work: with script a comment appears, without one it waits, and so does what was begun before', async ({
  browser,
  site,
}) => {
  const [patient, early, plain] = await Promise.all(
    [true, true, false].map(async (javaScriptEnabled) => (await browser.newContext({ javaScriptEnabled, baseURL: site.url })).newPage()),
  );
  if (!patient || !early || !plain) throw new Error('Three browsers were opened.');
  await askForWork(site);
  await early.goto(essay);
  await write(early, { ...person, Comment: 'Begun before the flood.' });
  await beginFlood(site);

  const [loaded, found] = [scripts(patient), complaints(patient)];
  await patient.goto(essay);
  await write(patient, { ...person, Comment: 'Worked for.' });
  const before = loaded.length;
  await send(patient);
  await expect(thread(patient, 'Worked for.')).toBeVisible();
  await expect(waiting(patient)).toHaveCount(0);
  expect(loaded.slice(before).join()).toMatch(/\/_astro\/solve\.[\w-]+\.js$/);
  expect(found).toEqual([]);
  await write(patient, { ...person, Comment: 'Worked for again.' });
  await send(patient);
  await expect(thread(patient, 'Worked for again.')).toBeVisible();

  await send(early);
  await expect(waiting(early)).toBeVisible();
  await expect(thread(early, 'Begun before the flood.')).toBeVisible();

  await plain.goto(essay);
  await write(plain, { ...person, Comment: 'Plain and simple.' });
  await send(plain);
  await expect(waiting(plain)).toBeVisible();
  await expect(thread(plain, 'Plain and simple.')).toBeVisible();
});
