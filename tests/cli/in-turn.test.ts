import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/site.ts';

/** A process that writes when its turn begins and ends, with work between. */
function aProcess(directory: string, name: string): ReturnType<typeof spawn> {
  const program = `
    import { appendFileSync } from 'node:fs';
    import { inTurn } from '${join(root, 'src/cli/in-turn.ts')}';
    const note = (word) => appendFileSync('${join(directory, 'log')}', word + ' ${name}\\n');
    await inTurn('${join(directory, 'made/ticket')}', async () => {
      note('begins');
      process.stdout.write('begins');
      if ('${name}' === 'killed') await new Promise((never) => setTimeout(never, 60_000));
      for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
      note('ends');
    });
  `;
  return spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] });
}

test('what is done in turn never overlaps, and a process that is killed gives its turn away', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'afterword-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const killed = aProcess(directory, 'killed');
  await once(killed.stdout ?? killed, 'data');
  const others = ['a', 'b', 'c', 'd'].map((name) => aProcess(directory, name));
  killed.kill('SIGKILL');
  assert.deepEqual(await Promise.all(others.map(async (other) => (await once(other, 'exit'))[0])), [0, 0, 0, 0]);
  const [first, ...lines] = readFileSync(join(directory, 'log'), 'utf8').trim().split('\n');
  assert.equal(first, 'begins killed');
  assert.equal(lines.length, 8);
  for (let at = 0; at < lines.length; at += 2) assert.equal(lines[at + 1], lines[at]?.replace('begins', 'ends'));
});
