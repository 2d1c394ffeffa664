import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { hostile } from './hostile.ts';
import { exchange } from './raw.ts';
import { aComment, discussion, type Site, startSite } from './site.ts';

/** What came back, by status; 0 where nothing did. */
export type Tally = Map<number, number>;

/**
 * Sends this many hostile requests to a site of its own, some at a time, and asserts that each ends in an answer below
 * 500 (or, when it was no whole request, in none), and that the site still serves and stores afterwards.
 */
export async function bombard(count: number, seed: number, settings: Record<string, string> = {}): Promise<Tally> {
  const site = await startSite({ COMMENTS: 'open', LIMITS: 'off', ...settings });
  const tally: Tally = new Map();
  const requests = fc.sample(hostile, { numRuns: count, seed });
  const failures: string[] = [];
  const next = requests.entries();
  const sender = async () => {
    for (const [number, { bytes, cut }] of next) {
      const statuses = await exchange(site.url, Buffer.from(bytes, 'latin1'), cut);
      for (const status of statuses.length > 0 ? statuses : [0]) tally.set(status, (tally.get(status) ?? 0) + 1);
      const wrong = statuses.some((status) => status < 100 || status >= 500) || (statuses.length === 0 && !cut);
      if (wrong)
        failures.push(
          `request ${number} of seed ${seed} was answered with ${statuses.join(', ') || 'nothing'}: ${JSON.stringify(bytes.slice(0, 400))}`,
        );
    }
  };
  try {
    await Promise.all(Array.from({ length: 16 }, sender));
    assert.deepEqual(failures.slice(0, 5), [], `${failures.length} of ${count}`);
    await assertAlive(site);
    assert.doesNotMatch(site.log(), /"level":"error"/);
    return tally;
  } finally {
    await site.stop();
  }
}

async function assertAlive(site: Site): Promise<void> {
  assert.equal(site.process.exitCode, null, 'the process lives');
  assert.equal((await site.get('/healthz')).status, 200);
  assert.equal((await site.post(discussion, aComment({ comment: 'Still here.' }))).status, 303);
  assert.match(await (await site.get(`${discussion}?until=999999`)).text(), /Still here\./);
}
