import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { keyedHash, readSecret, seal, unseal } from '../../src/site/secret.ts';

const secret = readSecret('the first secret of these tests, long enough');
const another = readSecret('another secret of these tests, long enough');
const value = fc.stringMatching(/^[^.]+$/, { maxLength: 40 });

describe('a seal', () => {
  it('gives back what was sealed', () => {
    fc.assert(
      fc.property(value, fc.string(), (text, purpose) => unseal(secret, purpose, seal(secret, purpose, text)) === text),
      { numRuns: 300 },
    );
  });

  it('is worth nothing for another purpose or under another secret', () => {
    assert.equal(unseal(secret, 'receipt', seal(secret, 'form', '1')), null);
    assert.equal(unseal(another, 'form', seal(secret, 'form', '1')), null);
  });

  it('cannot be moved between purpose and value', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (a, b, c) => {
        fc.pre(!`${a}${b}${c}`.includes('\0') && b !== '');
        assert.notEqual(keyedHash(secret, a + b, c), keyedHash(secret, a, b + c));
      }),
      { numRuns: 300 },
    );
  });

  it('breaks when any character of it is changed, added or left out', () => {
    const sealed = seal(secret, 'form', 'post@1700000000000');
    for (let place = 0; place < sealed.length; place += 1) {
      const replaced = sealed[place] === 'A' ? 'B' : 'A';
      assert.equal(unseal(secret, 'form', sealed.slice(0, place) + replaced + sealed.slice(place + 1)), null);
      assert.equal(unseal(secret, 'form', sealed.slice(0, place) + sealed.slice(place + 1)), null);
      assert.equal(unseal(secret, 'form', `${sealed.slice(0, place)}.${sealed.slice(place)}`), null);
    }
    for (const tail of ['A', '=', '.', ' ', '\n', '\0']) assert.equal(unseal(secret, 'form', sealed + tail), null);
  });

  it('is not found in any text a stranger makes up', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => unseal(secret, 'form', text) === null),
      { numRuns: 1_000 },
    );
    for (const text of ['', '.', 'a.', '.a', 'a.b', `a.${'é'.repeat(11)}`]) assert.equal(unseal(secret, 'form', text), null);
  });

  it('carries 128 bits that do not show what was hashed', () => {
    assert.match(keyedHash(secret, 'network', '192.0.2.1'), /^[\w-]{22}$/);
    assert.notEqual(keyedHash(secret, 'network', '192.0.2.1'), keyedHash(another, 'network', '192.0.2.1'));
  });
});

describe('the secret', () => {
  const directory = mkdtempSync(join(tmpdir(), 'afterword-secret-'));
  after(() => rmSync(directory, { recursive: true, force: true }));

  it('is the one that was given', () =>
    assert.equal(readSecret('given by the operator, 32 letters', directory), 'given by the operator, 32 letters'));

  it('is made once when none was given, and kept where only its owner reads it', () => {
    const inside = join(directory, 'not', 'there', 'yet');
    const made = readSecret(null, inside);
    assert.match(made, /^[\w-]{43}$/);
    assert.equal(readSecret(null, inside), made);
    assert.equal(readFileSync(join(inside, 'secret'), 'utf8'), made);
    assert.equal(statSync(join(inside, 'secret')).mode & 0o077, 0);
    assert.notEqual(readSecret(null, join(directory, 'elsewhere')), made);
  });
});
