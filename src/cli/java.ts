import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Installs Java, which the validator of HTML runs on, where that is possible and it is not there; without it those tests say that they were skipped. */
export function ensureJava(): void {
  if (spawnSync('java', ['-version']).status === 0 || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.log('Installing Java for the validator of HTML (once) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update'], { stdio: 'ignore', timeout: 2 * 60 * 1_000, env });
  const words = ['install', '--yes', '--no-install-recommends', 'default-jre-headless'];
  spawnSync('apt-get', words, { stdio: 'ignore', timeout: 5 * 60 * 1_000, env });
}
