import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { solutionIn, workCounts } from '../../src/comments/proof.ts';
import { solve } from '../../src/comments/solve.ts';
import { effort, isFound, writeTry } from '../../src/comments/work.ts';

const now = new Date('2026-11-23T12:00:00Z');
const token = '2008/02/a-post@1795435200000.signatureofours';
const age = 60_000;
const proof = await solve(token);
const [salt = '', ...numbers] = proof.split('.');

/** Whether every number is one, as Web Crypto sees it. */
async function isWork(of: string, salted: string, tried: readonly number[]): Promise<boolean> {
  const hashes = tried.map((number, piece) => {
    const bytes = new Uint8Array(effort.bytes);
    writeTry(bytes, of, salted, piece, number);
    return crypto.subtle.digest('SHA-256', bytes);
  });
  return (await Promise.all(hashes)).every(isFound);
}

describe('a proof of work', () => {
  it('solves the form it was made for, until that is too old', () => {
    const solution = solutionIn(proof, { token, age }, now);
    assert.equal(solution?.expires, now.getTime() - age + workCounts);
    assert.ok(solutionIn(proof, { token, age: workCounts }, now));
    assert.equal(solutionIn(proof, { token, age: workCounts + 1 }, now), null);
  });

  it('is another task for another browser, though their forms are the same', async () => {
    const other = solutionIn(await solve(token), { token, age }, now);
    assert.ok(other);
    assert.notEqual(other.task, solutionIn(proof, { token, age }, now)?.task);
  });

  it('holds for no other form and no other salt', () => {
    const hexadecimal = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 24, maxLength: 24 });
    fc.assert(
      fc.property(fc.string(), hexadecimal, (suffix, otherSalt) => {
        fc.pre(suffix !== '' && otherSalt !== salt);
        assert.equal(solutionIn(proof, { token: token + suffix, age }, now), null);
        assert.equal(solutionIn([otherSalt, ...numbers].join('.'), { token, age }, now), null);
      }),
      { numRuns: 50 },
    );
  });

  it('counts only when every piece of it was found, as Web Crypto sees it too', async () => {
    const change = fc.tuple(fc.nat(effort.pieces - 1), fc.nat(9_999_999));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 3 }), async (changes) => {
        const tried = numbers.map(Number);
        for (const [piece, number] of changes) tried[piece] = number;
        const solution = solutionIn([salt, ...tried].join('.'), { token, age }, now);
        assert.equal(solution !== null, await isWork(token, salt, tried));
      }),
      { numRuns: 50 },
    );
  });

  it('is nothing else: fewer pieces, more, in another order, or whatever somebody sends', () => {
    for (const wrong of [
      '',
      salt,
      proof.slice(0, -1 - (numbers.at(-1)?.length ?? 0)),
      `${proof}.1`,
      `${proof}.`,
      ` ${proof}`,
      proof.toUpperCase().replace(salt.toUpperCase(), `${salt.slice(1)}g`),
      [salt, ...numbers.map((number) => `-${number}`)].join('.'),
      [salt, ...numbers.map((number) => `${number}e0`)].join('.'),
      [salt, ...numbers.toReversed()].join('.'),
    ]) {
      assert.equal(solutionIn(wrong, { token, age }, now), null, wrong);
    }
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(fc.nat()).map((list) => [salt, ...list].join('.')),
        ),
        (wild) => {
          assert.equal(solutionIn(wild, { token, age }, now), null);
        },
      ),
      { numRuns: 200 },
    );
  });
});
