import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

/** Where a system keeps its own Chromium. */
const known = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of a Chromium to test with: Playwright's, the system's, or one installed now. Null, with an explanation, when none can be had. */
export async function ensureBrowser(): Promise<string | null> {
  const there = find();
  if (there) return there;
  console.log('Installing a browser for the tests (once) …');
  attempt(process.execPath, ['node_modules/playwright/cli.js', 'install', '--with-deps', 'chromium']);
  if (!find()) attempt(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium']);
  if (!find() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    attempt('apt-get', ['update']);
    attempt('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium']);
  }
  const found = find();
  if (!found) console.error('No browser could be installed. Install Chromium or Google Chrome, then run the tests again.');
  return found;
}

function find(): string | null {
  return [chromium.executablePath(), ...known].find((path) => existsSync(path)) ?? null;
}

function attempt(program: string, words: string[]): void {
  spawnSync(program, words, { stdio: 'ignore', timeout: 5 * 60 * 1_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}
