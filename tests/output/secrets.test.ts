import assert from 'node:assert/strict';
import { globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectCopy } from '../support/own-site.ts';
import { root, startSite } from '../support/site.ts';

describe('what was built', () => {
  it('holds neither the secret nor a password it was built with, nor where its database is', async (t) => {
    const project = projectCopy();
    t.after(() => rmSync(project, { recursive: true, force: true }));
    const SECRET = 'a secret that is in no file that is made';
    const SMTP_URL = 'smtp://postmaster:a-password-for-letters@127.0.0.1:9?tls=off';
    const site = await startSite({ SECRET, SMTP_URL }, undefined, project);
    await site.stop();
    const hidden = [SECRET, 'a-password-for-letters', 'afterword.db'];
    const files = globSync('dist/client/**/*.*', { cwd: project });
    assert.ok(files.length > 10);
    for (const file of files) for (const text of hidden) assert.ok(!readFileSync(join(project, file)).includes(text), `${file}: ${text}`);
    const server = globSync('dist/server/**/*.*', { cwd: project });
    assert.ok(server.length > 0);
    for (const file of server) assert.ok(!readFileSync(join(project, file)).includes(SECRET), file);
  });

  it('names no folder of the machine it was built on', () => {
    for (const file of globSync('dist/client/**/*.*', { cwd: root })) assert.ok(!readFileSync(join(root, file)).includes(root), file);
  });
});
