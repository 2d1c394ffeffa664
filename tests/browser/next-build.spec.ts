/** What was kept outlives the build it came from. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { run, type Running } from '../../src/server/main.ts';
import { essay, root } from '../support/site.ts';
import { kept, read, test } from './line.ts';

/** The build as it is, but with another script, and so with other pages and another worker. */
function anotherBuild(): string {
  // Inside the project, because what is built finds its packages upwards from where it is.
  const build = mkdtempSync(join(root, '.astro/next-'));
  cpSync(join(root, 'dist'), build, { recursive: true });
  const client = join(build, 'client');
  const script = readdirSync(join(client, '_astro')).find((name) => name.startsWith('_Layout')) ?? '';
  renameSync(join(client, '_astro', script), join(client, '_astro/of-the-next-build.js'));
  for (const name of readdirSync(client, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'))) {
    const file = join(client, name);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(script, 'of-the-next-build.js'));
  }
  const worker = join(client, 'service-worker.js');
  writeFileSync(worker, `${readFileSync(worker, 'utf8')}//next\n`);
  return build;
}

test('pages of an earlier build are read with its files, those of the new one with its own', async ({ page, line, site }) => {
  await read(page, essay);
  const before = await kept(page);
  const build = anotherBuild();
  let next: Running | undefined;
  try {
    next = await run({ ...site.env, DATABASE_URL: `file:${join(build, 'afterword.db')}` }, build);
    line.leadTo(next.url);
    const offlineAgain = () => line.asked.some(({ path }) => path === '/offline/');
    line.asked.length = 0;
    await page.goto('/privacy/');
    await expect.poll(async () => (await kept(page)).pages.at(-1)).toBe('/privacy/');
    await expect.poll(offlineAgain, 'the new worker gets the new page for what is not kept').toBe(true);
    await expect.poll(async () => (await kept(page)).files).toContain('/_astro/of-the-next-build.js');
    expect((await kept(page)).files).toEqual(expect.arrayContaining(before.files));

    line.cut();
    for (const address of [essay, '/privacy/', '/never-read/']) {
      const missing: string[] = [];
      page.on('requestfailed', (request) => missing.push(request.url()));
      await page.goto(address);
      await page.evaluate(() => document.fonts.ready);
      expect(missing.filter((url) => !url.endsWith('/favicon.svg'))).toEqual([]);
      // The script ran: it shows what it knows of the cookie when it is loaded.
      await page.getByRole('button', { name: 'Dark' }).click();
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
      await page.getByRole('button', { name: 'System' }).click();
    }
  } finally {
    await next?.stop();
    rmSync(build, { recursive: true });
  }
});
