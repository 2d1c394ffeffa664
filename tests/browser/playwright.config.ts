import { resolve } from 'node:path';
import { defineConfig } from 'playwright/test';

const root = resolve(import.meta.dirname, '../..');

/** Tests that need a screen. `npm test` starts them; the site they look at is started by `site.ts`. */
export default defineConfig({
  testDir: import.meta.dirname,
  // Files that take minutes run with `npm run test:all`.
  testIgnore: process.env['ALL'] === '1' ? [] : '**/*.slow.spec.ts',
  outputDir: resolve(root, 'test-results/browser'),
  reporter: 'list',
  workers: 2,
  retries: 0,
  timeout: 60_000,
  updateSnapshots: 'none',
  forbidOnly: true,
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
