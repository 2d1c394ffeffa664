/** Requests a second for the essay's page with brotli: the front door beside the least that Node can do, in one run. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';
import { essay, root, startSite } from '../tests/support/site.ts';
import { digits, percentile, printTable } from './table.ts';

const rounds = 3;
const [connections, seconds] = ['16', '3'];
const site = await startSite();
const page = await (await site.get(essay)).text();
const directory = mkdtempSync(join(tmpdir(), 'afterword-bench-'));
const file = join(directory, 'page.html.br');
writeFileSync(file, brotliCompressSync(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
const disk = await startPeer('disk');
const memory = await startPeer('memory');

const servers = [
  { name: 'front door: CSP, ETag, live regions', url: new URL(essay, site.url).href, results: [] as Measured[] },
  { name: 'node:http, compressed file from disk', url: disk.url, results: [] as Measured[] },
  { name: 'node:http, one buffer from memory', url: memory.url, results: [] as Measured[] },
];
for (let round = 0; round < rounds; round += 1) for (const { url, results } of servers) results.push(await load(url));

const median = (results: readonly Measured[], of: keyof Measured) =>
  percentile(
    results.map((result) => result[of]),
    0.5,
  );
const ours = median(servers[0]?.results ?? [], 'perSecond');
printTable(
  ['server', 'requests/s', 'front door is', 'p50 ms', 'p99 ms'],
  servers.map(({ name, results }) => {
    const perSecond = median(results, 'perSecond');
    return [name, digits(perSecond), `× ${(ours / perSecond).toFixed(2)}`, digits(median(results, 'p50')), digits(median(results, 'p99'))];
  }),
);
console.log(
  `\nThe essay's page, ${digits(page.length)} characters, brotli; ${connections} connections, median of ${rounds} × ${seconds} s, one process each.`,
);
await site.stop();
for (const { stop } of [disk, memory]) stop();
rmSync(directory, { recursive: true });

interface Measured {
  perSecond: number;
  p50: number;
  p99: number;
}

async function load(url: string): Promise<Measured> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'bench/load.ts'), url, connections ?? '', seconds ?? '']);
  return JSON.parse(stdout) as Measured; // printed by load.ts
}

async function startPeer(from: 'disk' | 'memory'): Promise<{ url: string; stop: () => void }> {
  const child = spawn(process.execPath, [join(root, 'bench/peer.ts'), file, from], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  return { url: String(line).trim(), stop: () => void child.kill() };
}
