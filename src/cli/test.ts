import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { run as runTests } from 'node:test';
import { spec } from 'node:test/reporters';
import { buildIfNeeded } from './astro.ts';
import { ensureBrowser } from './browser.ts';
import { ensureJava } from './java.ts';

/** Files that take minutes: killing the server over and over, thousands of hostile requests, the whole vector corpus. */
const slow = 'tests/slow/**/*.test.ts';

/** As far from each other as zones are, so that a date which depends on where a process runs is noticed. */
const zones = { node: 'Pacific/Kiritimati', browser: 'America/Los_Angeles' };

/** Runs every test and says how many passed and failed. `--all` adds the slow ones; other words name files. */
export async function test(words: string[]): Promise<number> {
  const all = words.includes('--all');
  const named = words.filter((word) => !word.startsWith('--'));
  // The site that is tested is the one of its default address, whatever is set here.
  Object.assign(process.env, { SITE_URL: 'http://localhost:4321' });
  const built = await buildIfNeeded();
  if (built !== 0) return built;
  const chromium = await ensureBrowser();
  if (!chromium) return 1;
  if (all) ensureJava();

  const files =
    named.length > 0 ? named : globSync('tests/**/*.test.ts', { exclude: all ? ['tests/browser/**'] : ['tests/browser/**', slow] });
  const node = await nodeTests(files.filter((file) => !file.includes('tests/browser/')));
  const browser = await browserTests(
    named.filter((file) => file.includes('tests/browser/')),
    { everything: named.length === 0, slow: all },
    chromium,
  );
  const passed = node.passed + browser.passed;
  const failed = node.failed + browser.failed;
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

interface Result {
  passed: number;
  failed: number;
}

async function nodeTests(files: string[]): Promise<Result> {
  const result: Result = { passed: 0, failed: 0 };
  if (files.length === 0) return result;
  process.env['TZ'] = zones.node;
  const stream = runTests({ files, concurrency: 2, timeout: 55 * 60 * 1_000 });
  // Suites pass and fail with what is in them; only tests are counted.
  stream.on('test:pass', ({ details, skip }) => (result.passed += details.type === 'suite' || skip !== undefined ? 0 : 1));
  stream.on('test:fail', ({ details }) => (result.failed += details.type === 'suite' ? 0 : 1));
  stream.compose(spec).pipe(process.stdout);
  await new Promise((done) => stream.once('end', done));
  return result;
}

async function browserTests(
  files: string[],
  { everything, slow }: { everything: boolean; slow: boolean },
  chromium: string,
): Promise<Result> {
  if (files.length === 0 && !everything) return { passed: 0, failed: 0 };
  const all = slow || files.some((file) => file.includes('.slow.'));
  const env = { ...process.env, TZ: zones.browser, CHROMIUM: chromium, FORCE_COLOR: '0', ALL: all ? '1' : '0' };
  const words = ['node_modules/playwright/cli.js', 'test', '--config', 'tests/browser/playwright.config.ts', ...files];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'], env });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    process.stdout.write(text);
  });
  const code = await new Promise<number>((done) => child.once('close', (status) => done(status ?? 1)));
  const count = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(output)?.[1] ?? 0);
  const failed = count('failed') + count('flaky');
  return { passed: count('passed'), failed: code !== 0 && failed === 0 ? 1 : failed };
}
