import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { Body, chooseEncoding } from '../../src/server/reply.ts';

describe('the encoding of an answer', () => {
  for (const [accepted, encoding] of [
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0.1, gzip;q=0.2', 'gzip'],
    ['br;q=1.0, gzip;q=1.0', 'br'],
    ['BR', 'br'],
    [' gzip ; q=0.5 ', 'gzip'],
    ['gzip;level=9;q=0', 'identity'],
    ['*;q=0', 'identity'],
    ['*;q=0.5, br;q=0', 'gzip'],
    ['x-gzip', 'identity'],
    ['br;q=', 'identity'],
    ['br;q=-1', 'identity'],
    ['identity;q=0', 'identity'],
    ['', 'identity'],
  ] as const) {
    it(`for “${accepted}” is ${encoding}`, () => assert.equal(chooseEncoding(accepted), encoding));
  }

  it('is never one that was not offered', () => {
    const part = fc.tuple(
      fc.constantFrom('br', 'gzip', '*', 'zstd', 'identity', ''),
      fc.constantFrom('', ';q=0', ';q=0.0', ';q=1', ';q=0.3', ';q=x'),
    );
    fc.assert(
      fc.property(
        fc.array(
          part.map((pieces) => pieces.join('')),
          { maxLength: 5 },
        ),
        (parts) => {
          const chosen = chooseEncoding(parts.join(','));
          if (chosen !== 'identity') assert.ok(parts.some((offered) => offered.startsWith(chosen) || offered.startsWith('*')));
        },
      ),
    );
    assert.equal(chooseEncoding(undefined), 'identity');
  });

  it('is made once, however many ask', async () => {
    const body = new Body(Buffer.from('text '.repeat(1_000)), true);
    const [one, two] = await Promise.all([body.in('br'), body.in('br')]);
    assert.equal(one, two);
    assert.ok(one.length < 100);
  });
});
