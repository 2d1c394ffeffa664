import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Turns } from '../../src/comments/turns.ts';
import { isUnavailable } from '../../src/database/database.ts';

const noon = new Date('2026-11-23T12:00:00Z');

/** A queue whose work goes on until it is let go; `done` is who had their turn, in order. */
function aQueue() {
  const turns = new Turns();
  const done: string[] = [];
  const { promise: open, resolve: letGo } = Promise.withResolvers<void>();
  const send = (network: string, name = network) =>
    turns.take(network, noon, async () => {
      await open;
      done.push(name);
    });
  return { turns, done, letGo, send };
}

describe('turns', () => {
  it('are taken in order by those who had as few', async () => {
    const { done, letGo, send } = aQueue();
    const all = ['a', 'b', 'c', 'd', 'e'].map((network) => send(network));
    letGo();
    await Promise.all(all);
    assert.deepEqual(done, ['a', 'b', 'c', 'd', 'e']);
  });

  it('are taken first by who had none, however many of a busy network wait', async () => {
    const { done, letGo, send } = aQueue();
    const flood = Array.from({ length: 20 }, (_, number) => send('busy', `flood ${number}`));
    const ordinary = send('reader');
    letGo();
    await Promise.all([...flood, ordinary]);
    assert.ok(done.indexOf('reader') <= 2, `after ${done.indexOf('reader')}`);
    assert.equal(done.length, 21);
  });

  it('are refused to the busiest when too many wait, as when the database is away', async () => {
    const { done, letGo, send } = aQueue();
    const flood = Array.from({ length: 150 }, (_, number) => send('busy', `flood ${number}`));
    const ordinary = send('reader');
    letGo();
    const ends = await Promise.allSettled([...flood, ordinary]);
    const refused = ends.filter((end) => end.status === 'rejected');
    assert.equal(refused.length, 49);
    assert.ok(refused.every(({ reason }) => isUnavailable(reason)));
    assert.ok(done.includes('reader'));
  });

  it('go on when somebody’s work fails', async () => {
    const turns = new Turns();
    const failing = Array.from({ length: 5 }, () => turns.take('a', noon, () => Promise.reject(new Error('broken'))));
    const ends = await Promise.allSettled([...failing, turns.take('b', noon, async () => 'stored')]);
    assert.deepEqual(
      ends.map(({ status }) => status),
      [...failing.map(() => 'rejected'), 'fulfilled'],
    );
  });
});
