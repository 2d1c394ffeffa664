#!/usr/bin/env node
// @ts-check
/**
 * The `afterword` command. This file runs on whatever Node is there (20 or newer): it installs what is missing and
 * hands over to `main.ts` on the Node that the project brings along.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const [command = 'help'] = process.argv.slice(2);
const needsDevelopment = ['dev', 'check', 'test'].includes(command);

if (!isInstalled()) install();
const node = join(root, 'node_modules/.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
const child = spawn(node, [join(root, 'src/cli/main.ts'), ...process.argv.slice(2)], {
  // The channel tells the child when this process is gone, however it went.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  shell: process.platform === 'win32',
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
child.on('error', (error) => console.error(error.message));
child.on('exit', (code) => process.exit(code ?? 1));

/** Whether every package of the lockfile is there in its version. Those for development matter only when developing. */
function isInstalled() {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const there = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, dev, optional, devOptional, peer }]) => {
    if (path === '' || optional || devOptional || peer || (dev && !needsDevelopment)) return true;
    return there[path]?.version === version;
  });
}

function install() {
  console.log('Installing what is missing (about a minute, only when it changed) …');
  const flags = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', flags, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
  if (status === 0) return;
  console.error('The packages could not be installed. Check the network, then try again; `npm ci` shows the details.');
  process.exit(status ?? 1);
}
