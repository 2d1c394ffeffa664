/** What a browser keeps of the site, how much of it, and that it can be had to forget. */
import { expect } from 'playwright/test';
import { newLink } from '../support/moderator.ts';
import { discussion, essay } from '../support/site.ts';
import { kept, read, test } from './line.ts';
import { write } from './pages.ts';

test('whoever looks at one page and goes keeps nothing; whoever stays keeps it, for two requests', async ({ page, line }) => {
  await page.goto(essay, { waitUntil: 'networkidle' });
  expect(await kept(page)).toEqual({ pages: [], files: [], workers: 0, caches: 0 });
  const before = line.asked.length;
  await expect.poll(async () => (await kept(page)).pages, { timeout: 30_000 }).toEqual([essay]);
  expect(line.asked.slice(before).map(({ path }) => path)).toEqual(['/service-worker.js', '/offline/']);
  const kinds = async () => (await kept(page)).files.map((path) => path.replace(/.*\./, '')).toSorted();
  await expect.poll(kinds, 'the page for what is not kept, a script, two typefaces').toEqual(['/offline/', 'js', 'woff2', 'woff2']);
});

test('only what is the same for everybody is kept', async ({ page, line, site }) => {
  await read(page, essay);
  const before = (await kept(page)).pages;
  await page.goto('/reading/');
  await page.goto('/search/?q=comment');
  await page.goto('/not-there/');
  await page.goto('/feed.xml');
  await page.goto(discussion);
  await write(page, { Comment: 'Nobody else sees this yet.', Name: 'Somebody', Email: 'somebody@example.org' });
  await page.getByRole('button', { name: 'Post Comment' }).click();
  await page.getByText('waits for a moderator').waitFor();
  await page.goto(discussion);
  await page.getByText('Nobody else sees this yet.').waitFor();
  await page.goto(`${await newLink(site, 'kept@moderators.example')}&to=/moderation/account/`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Account');
  await page.goto('/moderation/');
  // A page kept after them shows that nothing of theirs was still to come.
  await page.goto('/privacy/');
  await expect.poll(async () => (await kept(page)).pages.at(-1)).toBe('/privacy/');
  const { pages, files } = await kept(page);
  expect(pages).toEqual([...before, '/privacy/']);
  expect(files.filter((path) => !path.startsWith('/_astro/'))).toEqual(['/offline/']);
  const words = await page.evaluate(async () => {
    const texts: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) texts.push((await (await cache.match(request))?.text()) ?? '');
    }
    return texts.join('\n');
  });
  expect(words).not.toMatch(/Nobody else sees this|moderators\.example|somebody@example\.org/);

  await page.goto('/moderation/account/');
  line.asked.length = 0;
  await page.getByRole('button', { name: 'Sign out', exact: true }).last().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await expect.poll(async () => (await kept(page)).pages, 'whoever signs out leaves no trace of what was read').toEqual([]);
});

test('a page that asks to be kept and must not be is not, whatever it says', async ({ page }) => {
  await read(page);
  await page.goto('/search/?q=comment');
  await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.postMessage(['/moderation/', location.href]));
  await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.postMessage('nonsense'));
  await page.goto('/privacy/');
  await expect.poll(async () => (await kept(page)).pages.at(-1)).toBe('/privacy/');
  expect((await kept(page)).pages).toEqual(['/archive/', '/privacy/']);
});

test('at most 50 pages are kept, the last read, and what only others needed goes with them', async ({ page }) => {
  await read(page, essay);
  // As many as there are not in the site, made of one that is.
  await page.evaluate(async () => {
    const cache = await caches.open((await caches.keys()).find((name) => name.includes(' kept pages')) ?? '');
    const files = await caches.open((await caches.keys()).find((name) => name.includes(' kept files')) ?? '');
    await files.put('/_astro/of-the-first.jpg', new Response('picture'));
    await files.put('/_astro/of-the-last.jpg', new Response('picture'));
    await files.put('/_astro/of-nobody.js', new Response('script'));
    for (let number = 1; number <= 60; number += 1) {
      const picture = number === 1 ? 'of-the-first' : 'of-the-last';
      await cache.put(`/made-up/${number}/`, new Response(`<title>${number}</title><img srcset="/_astro/${picture}.jpg 2x">`));
    }
  });
  await page.goto('/privacy/');
  await expect.poll(async () => (await kept(page)).pages.length).toBe(50);
  const { pages, files } = await kept(page);
  expect([pages.at(0), pages.at(-2), pages.at(-1)]).toEqual(['/made-up/12/', '/made-up/60/', '/privacy/']);
  expect(files).toContain('/_astro/of-the-last.jpg');
  expect(files).not.toContain('/_astro/of-the-first.jpg');
  expect(files).not.toContain('/_astro/of-nobody.js');
});

test('at most 25 MB are kept', async ({ page }) => {
  await read(page, essay);
  await page.evaluate(async () => {
    const cache = await caches.open((await caches.keys()).find((name) => name.includes(' kept pages')) ?? '');
    const files = await caches.open((await caches.keys()).find((name) => name.includes(' kept files')) ?? '');
    const bytes = new Uint8Array(9 * 1_024 * 1_024);
    for (const number of [1, 2, 3]) {
      await files.put(`/_astro/${number}.jpg`, new Response(bytes, { headers: { 'content-length': String(bytes.length) } }));
      await cache.put(`/made-up/${number}/`, new Response(`<img src="/_astro/${number}.jpg">`));
    }
  });
  await page.goto('/privacy/');
  await expect.poll(async () => (await kept(page)).pages).toEqual(['/made-up/2/', '/made-up/3/', '/privacy/']);
  await expect
    .poll(async () => (await kept(page)).files.filter((path) => path.endsWith('.jpg')))
    .toEqual(['/_astro/2.jpg', '/_astro/3.jpg']);
});

test('switched off, it removes itself and what it kept, and no page asks for it again', async ({ page, line, startAnother }) => {
  await read(page, essay);
  line.cut();
  await page.goto(essay);
  await expect(page.locator('.offline')).toHaveCount(2);
  line.mend();
  line.leadTo((await startAnother({ OFFLINE: 'off' })).url);
  await page.goto('/about/');
  await expect.poll(() => kept(page), { timeout: 20_000 }).toEqual({ pages: [], files: [], workers: 0, caches: 0 });
  line.asked.length = 0;
  await page.goto('/archive/');
  await page.getByRole('link', { name: 'About' }).first().click();
  await page.clock.install();
  await page.goto('/archive/');
  await page.clock.runFor(60_000);
  expect(await kept(page)).toEqual({ pages: [], files: [], workers: 0, caches: 0 });
  expect(line.asked.map(({ path }) => path).filter((path) => /worker|offline/.test(path))).toEqual([]);
  await expect(page.locator('[data-offline]')).toHaveCount(0);
});
