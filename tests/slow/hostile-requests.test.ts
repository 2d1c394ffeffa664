import assert from 'node:assert/strict';
import { it } from 'node:test';
import { bombard } from '../support/bombard.ts';

it('10,000 hostile requests, others every day, end in an answer that is right, and the site goes on', async (test) => {
  const seed = Math.floor(Date.now() / 86_400_000);
  const tally = await bombard(10_000, seed);
  for (const status of [200, 301, 303, 400, 403, 404, 405, 413, 415, 421, 422])
    assert.ok(tally.has(status), `some are answered with ${status}`);
  test.diagnostic(
    `seed ${seed}: ${[...tally]
      .sort(([a], [b]) => a - b)
      .map(([status, count]) => `${count} × ${status || 'none'}`)
      .join(', ')}`,
  );
});
