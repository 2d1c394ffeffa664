/** What every browser test stands on: the real site, started once per worker with the settings of the file. */
import { type Page, test as base } from 'playwright/test';
import { aComment, afterword, commentId, discussion, type Site, startSite } from '../support/site.ts';

interface WorkerFixtures {
  /** Settings of the site; a file gives its own with `test.use`. */
  settings: Record<string, string>;
  site: Site;
}

interface TestFixtures {
  /** Another site, for the length of one test. */
  startAnother: (settings: Record<string, string>) => Promise<Site>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  // Several people comment from this one address, faster than people do.
  settings: [{ LIMITS: 'off' }, { scope: 'worker', option: true }],
  site: [
    async ({ settings }, use) => {
      const site = await startSite(settings);
      await use(site);
      await site.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ site }, use) => use(site.url),
  startAnother: async ({ browserName: _anyBrowser }, use) => {
    const started: Site[] = [];
    await use(async (settings) => {
      const site = await startSite(settings);
      started.push(site);
      return site;
    });
    await Promise.all(started.map((site) => site.stop()));
  },
});

/** Posts a comment from somewhere else and has it approved. Returns its id. */
export async function approvedComment(site: Site, fields: Record<string, string> = {}, page = discussion): Promise<number> {
  const id = commentId(await site.post(page, aComment(fields)));
  const { code, output } = await afterword(site.env, 'comments', 'approve', String(id));
  if (code !== 0) throw new Error(output);
  return id;
}

/** Everything that went wrong on a page and that nobody sees: errors, refused resources, violations of the policy. */
export function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) found.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => found.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => found.push(`failed: ${request.url()}`));
  return found;
}
