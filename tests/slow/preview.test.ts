/** The preview for authors, at the root of its host and below a path. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { projectCopy } from '../support/own-site.ts';
import { aComment, discussion, essay } from '../support/site.ts';

for (const base of ['', '/blog']) {
  describe(`the preview at ${base}/`, () => {
    const project = projectCopy();
    let preview: { process: ChildProcess; origin: string };
    before(async () => {
      preview = await startPreview(project, base);
    });
    after(async () => {
      preview.process.kill();
      await once(preview.process, 'exit');
      rmSync(project, { recursive: true, force: true });
    });

    const page = async (path: string) => {
      const answer = await fetch(preview.origin + base + path);
      assert.equal(answer.status, 200, path);
      return answer.text();
    };

    it('shows the home page, an essay and what is found in it', async () => {
      assert.ok((await page('/')).includes(`href="${base}${essay}"`));
      assert.ok((await page(essay)).includes(`href="${base}/authors/mike-moran/"`));
      for (const search of ['/search/?q=outcome', '/search/results/?q=outcome'])
        assert.ok((await page(search)).includes(`href="${base}${essay}"`), search);
      assert.ok((await page('/about/')).includes(`href="${base}/privacy/"`), 'also what authors wrote');
    });

    it('takes a comment', async () => {
      const body = new URLSearchParams(aComment());
      const answer = await fetch(preview.origin + base + discussion, { method: 'POST', body, redirect: 'manual' });
      assert.equal(answer.status, 303);
      const location = answer.headers.get('location') ?? '';
      assert.ok(location.startsWith(`${base}${discussion}?waiting=`), location);
    });
  });
}

async function startPreview(project: string, base: string): Promise<{ process: ChildProcess; origin: string }> {
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    SITE_URL: `http://localhost:4321${base}/`,
    SECRET: 'for tests only, and long enough to be one',
    DATABASE_URL: `file:${join(project, 'preview.db')}`,
    ASTRO_TELEMETRY_DISABLED: '1',
  };
  const words = [join(project, 'node_modules/astro/bin/astro.mjs'), 'dev', '--port', '0', '--host', '127.0.0.1'];
  const child = spawn(process.execPath, words, { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  const origin = await new Promise<string>((started, failed) => {
    const read = (text: string) => {
      log += text;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(log)?.[0];
      if (found) started(found);
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', read);
    child.once('exit', () => failed(new Error(`The preview did not start:\n${log}`)));
  });
  return { process: child, origin };
}
