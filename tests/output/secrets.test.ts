import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../support/site.ts';

describe('what was built', () => {
  it('holds neither the secret it was signed with nor where its database is', () => {
    const kept = join(root, 'data/secret');
    const { SECRET, DATABASE_URL, SMTP_URL } = process.env;
    const hidden = [existsSync(kept) ? readFileSync(kept, 'utf8').trim() : '', SECRET, DATABASE_URL, SMTP_URL].filter((text) => text);
    assert.ok(hidden.length > 0, 'the build had a secret');
    const files = globSync('dist/**/*.*', { cwd: root });
    assert.ok(files.length > 10);
    for (const file of files) for (const text of hidden) assert.ok(!readFileSync(join(root, file)).includes(text ?? ''), file);
  });

  it('names no folder of the machine it was built on', () => {
    for (const file of globSync('dist/client/**/*.*', { cwd: root })) assert.ok(!readFileSync(join(root, file)).includes(root), file);
  });
});
