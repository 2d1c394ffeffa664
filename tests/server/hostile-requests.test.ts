import assert from 'node:assert/strict';
import { it } from 'node:test';
import { bombard } from '../support/bombard.ts';

it('300 hostile requests end in an answer that is right, and the site goes on', async () => {
  const tally = await bombard(300, 20_261_123);
  for (const status of [200, 400, 404, 405, 421, 422]) assert.ok(tally.has(status), `some are answered with ${status}`);
});
