import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/site.ts';

const program = join(root, 'tests/support/take-a-turn.ts');

test('what is done in turn never overlaps, and a process that is killed gives its turn away', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'afterword-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const takeATurn = (name: string) => spawn(process.execPath, [program, directory, name], { stdio: ['ignore', 'pipe', 'inherit'] });
  const stuck = takeATurn('stuck');
  await once(stuck.stdout, 'data');
  const others = ['a', 'b', 'c', 'd'].map(takeATurn);
  stuck.kill('SIGKILL');
  assert.deepEqual(await Promise.all(others.map(async (other) => (await once(other, 'exit'))[0])), [0, 0, 0, 0]);
  const [first, ...lines] = readFileSync(join(directory, 'log'), 'utf8').trim().split('\n');
  assert.equal(first, 'begins stuck');
  assert.equal(lines.length, 8);
  for (let at = 0; at < lines.length; at += 2) assert.equal(lines[at + 1], lines[at]?.replace('begins', 'ends'));
});
