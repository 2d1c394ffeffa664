/** Comments stored a second over HTTP, each acknowledged only when it is on disk, on both databases. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyPostgres, stopPostgres } from '../tests/support/databases.ts';
import { aComment, discussion, type Site, startSite } from '../tests/support/site.ts';
import { digits, percentile, printTable } from './table.ts';

const seconds = 4;
const rows: (string | number)[][] = [];
const directory = mkdtempSync(join(tmpdir(), 'afterword-bench-'));
const databases = [
  { name: 'SQLite', url: `file:${join(directory, 'afterword.db')}` },
  { name: 'Postgres', url: (await emptyPostgres()).url },
];
for (const { name, url } of databases) {
  const site = await startSite({ COMMENTS: 'open', LIMITS: 'off', DATABASE_URL: url });
  await storeFor(site, 4, 1);
  for (const connections of [1, 8, 32]) {
    const times = await storeFor(site, connections, seconds);
    rows.push([name, connections, digits(times.length / seconds), digits(percentile(times, 0.5)), digits(percentile(times, 0.99))]);
  }
  await site.stop();
}
await stopPostgres();
rmSync(directory, { recursive: true });
printTable(['database', 'connections', 'comments/s', 'p50 ms', 'p99 ms'], rows);

/** Sends comments one after the other on each connection. Returns how long each took, in milliseconds. */
async function storeFor(site: Site, connections: number, duration: number): Promise<number[]> {
  const times: number[] = [];
  const until = performance.now() + duration * 1_000;
  const sendOn = async () => {
    while (performance.now() < until) {
      const started = performance.now();
      const { status } = await site.post(discussion, aComment());
      if (status !== 303) throw new Error(`A comment was answered with ${status}.`);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: connections }, sendOn));
  return times;
}
