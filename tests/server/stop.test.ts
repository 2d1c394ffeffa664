import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { aComment, commentId, discussion, startSite } from '../support/site.ts';
import { storedComments } from '../support/stored.ts';

it('a server that is asked to stop answers what it has begun, keeps what it acknowledged, and is gone soon', async (test) => {
  const directory = mkdtempSync(join(tmpdir(), 'afterword-'));
  test.after(() => rmSync(directory, { recursive: true, force: true }));
  const site = await startSite({ COMMENTS: 'open', LIMITS: 'off' }, directory);
  const sent = Array.from({ length: 30 }, () => aComment());
  const acknowledged = new Map<string | undefined, number>();
  let asked = Number.NaN;
  const posts = sent.map(async (fields) => {
    const answer = await site.post(discussion, fields).catch(() => null);
    if (answer) acknowledged.set(fields['name'], commentId(answer));
    if (acknowledged.size === 1) {
      asked = performance.now();
      site.process.kill('SIGTERM');
    }
  });
  await Promise.all([...posts, once(site.process, 'exit')]);
  assert.ok(performance.now() - asked < 3_000, 'connections that are kept alive do not hold it up');
  assert.equal(site.process.exitCode, 0);
  assert.ok(acknowledged.size > 0);
  const stored = await storedComments(`file:${join(directory, 'afterword.db')}`);
  for (const [name, id] of acknowledged)
    assert.deepEqual(
      stored.filter((comment) => comment.name === name).map((comment) => comment.id),
      [id],
    );
});
