import { spawnSync } from 'node:child_process';
import { delimiter, resolve } from 'node:path';
import { check } from './check.ts';

/** Types, lint and format by their tools, then the content by ours. The map is a test: `tests/map.test.ts`. */
const tools = [
  ['Types', 'astro', 'check', '--minimumSeverity', 'hint'],
  ['Lint', 'oxlint', '--deny-warnings'],
  ['Format', 'prettier', '--check', '--log-level', 'warn', '.'],
  ['Map', 'node', '--test', '--test-reporter', 'dot', 'tests/map.test.ts'],
] as const;

/** Everything a change must pass before its tests. Runs them all, so that one look shows everything. */
export async function verify(): Promise<number> {
  let failed = 0;
  for (const [label, program, ...words] of tools) {
    console.log(`${label} …`);
    const path = `${resolve('node_modules/.bin')}${delimiter}${process.env['PATH'] ?? ''}`;
    const env = { ...process.env, PATH: path, ASTRO_TELEMETRY_DISABLED: '1' };
    const { status } = spawnSync(`node_modules/.bin/${program}`, words, { stdio: 'inherit', env, shell: process.platform === 'win32' });
    if (status !== 0) failed += 1;
  }
  console.log('Content …');
  failed += await check();
  return failed > 0 ? 1 : 0;
}
