/** The real site behind a line that can be cut, and what the browser keeps of it. */
import { expect, type Page } from 'playwright/test';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { test as base } from './site.ts';

export const test = base.extend<{ line: Gateway }>({
  line: async ({ site }, use) => {
    const line = await openGateway(site.url);
    await use(line);
    await line.close();
  },
  baseURL: async ({ line }, use) => use(line.url),
});

export interface Kept {
  /** Paths, the one read last at the end. */
  pages: string[];
  files: string[];
  workers: number;
  caches: number;
}

/** What the browser keeps of this site now. */
export async function kept(page: Page): Promise<Kept> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const paths = async (kind: string) => {
      const name = names.find((name) => name.includes(` kept ${kind}`));
      return name === undefined ? [] : (await (await caches.open(name)).keys()).map(({ url }) => url.slice(location.origin.length));
    };
    const workers = (await navigator.serviceWorker.getRegistrations()).length;
    return { pages: await paths('pages'), files: await paths('files'), workers, caches: names.length };
  });
}

/** Comes for a second page, so that the site is kept from there on, then opens these until each is kept. */
export async function read(page: Page, ...addresses: string[]): Promise<void> {
  await page.goto('/about/');
  await page.getByRole('link', { name: 'Archive' }).first().click();
  for (const address of ['/archive/', ...addresses]) {
    if (address !== '/archive/') await page.goto(address);
    await expect.poll(async () => (await kept(page)).pages.at(-1), { timeout: 20_000 }).toBe(address);
  }
}
