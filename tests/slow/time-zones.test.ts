import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { dayOf } from '../../src/site/dates.ts';
import { aComment, discussion, essay, root, siteUrl, startSite } from '../support/site.ts';

const secret = 'canary-secret-9d1f4c7e2b6a8035-c0ffee';
const password = 'canary-password-5e0b';
const zones = ['Pacific/Kiritimati', 'America/Los_Angeles'] as const;

describe('the site, built fourteen hours ahead of UTC and eight behind', () => {
  // Inside the project, because what is built finds its packages upwards from where it is.
  mkdirSync(join(root, '.astro'), { recursive: true });
  const directory = mkdtempSync(join(root, '.astro/zones-'));
  const built: Map<string, Buffer>[] = [];
  after(() => rmSync(directory, { recursive: true, force: true }));
  before(async () => {
    // A page holds the day on which it was built: should midnight pass in between, both are built again.
    for (let day = ''; day !== dayOf(new Date());) {
      day = dayOf(new Date());
      built.length = 0;
      for (const zone of zones) built.push(await build(zone));
    }
  });

  it('is the same to its readers, byte for byte', () => {
    const [first, second] = built.map(
      (files) => new Map([...files].filter(([file]) => file.startsWith('client/') || file === 'search.db')),
    );
    assert.ok(first && second && first.size > 20);
    assert.deepEqual([...first.keys()], [...second.keys()]);
    for (const kind of [/\/feed\.xml$/, /\/atom\.xml$/, /\/feed\.json$/, /\.md$/, /\/llms\.txt$/, /\/sitemap\.xml$/, /^search\.db$/])
      assert.ok(
        [...first.keys()].some((file) => kind.test(file)),
        `${kind} is among them`,
      );
    for (const [file, bytes] of first) assert.ok(second.get(file)?.equals(bytes), `${file} differs`);
  });

  it('holds nothing of the environment that is secret', () => {
    for (const files of built) {
      for (const [file, bytes] of files)
        for (const canary of [secret, password]) assert.ok(!bytes.includes(canary), `${canary} in ${file}`);
    }
  });

  /** Builds into a folder of its own, and reads what came of it. */
  async function build(zone: string): Promise<Map<string, Buffer>> {
    const out = join(directory, zone.replace('/', '-'));
    rmSync(out, { recursive: true, force: true });
    const env = {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      TZ: zone,
      SITE_URL: siteUrl,
      SECRET: secret,
      // Nobody listens there: the site is built without comments.
      DATABASE_URL: `postgres://afterword:${password}@127.0.0.1:1/none`,
      SMTP_URL: `smtp://afterword:${password}@127.0.0.1:1`,
      ASTRO_TELEMETRY_DISABLED: '1',
    };
    const child = spawn(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build', '--outDir', out], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    const [code] = await once(child, 'close');
    assert.equal(code, 0, output);
    return new Map(
      globSync('**/*.*', { cwd: out })
        .sort()
        .map((file) => [file, readFileSync(join(out, file))]),
    );
  }
});

describe('the site, served fourteen hours ahead of UTC and eight behind', () => {
  const directory = mkdtempSync(join(tmpdir(), 'afterword-zones-'));
  const settings = { DATABASE_URL: `file:${join(directory, 'afterword.db')}`, COMMENTS: 'open', LIMITS: 'off' };
  const made = [
    essay,
    discussion,
    `${essay}comments/feed.xml`,
    '/comments/feed.xml',
    '/',
    '/search/?q=comment',
    '/search/?q=&year=2026',
    '/feed.xml',
  ];
  after(() => rmSync(directory, { recursive: true, force: true }));

  it('answers with the same bytes, but for what a form is signed with', async () => {
    const answers: string[][] = [];
    for (const zone of zones) {
      const site = await startSite({ ...settings, TZ: zone }, directory);
      if (answers.length === 0) assert.equal((await site.post(discussion, aComment())).status, 303);
      const pages = await Promise.all(made.map(async (path) => (await site.get(path)).text()));
      answers.push(pages.map((page) => page.replace(/<input type="hidden"[^>]*>/g, '')));
      await site.stop();
    }
    const [first, second] = answers;
    assert.ok(first?.[1]?.includes('Reader'));
    for (const [place, path] of made.entries()) assert.equal(first?.[place], second?.[place], path);
  });
});
