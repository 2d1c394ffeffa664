import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { hashReceipt, packCommenter, readReceipt, sealReceipt, unpackCommenter } from '../../src/comments/receipt.ts';
import { readSecret, seal } from '../../src/site/secret.ts';
import { aDraft } from '../support/drafts.ts';
import { wildText } from '../support/wild-text.ts';

const secret = readSecret('for tests only, and long enough to be one');

describe('a receipt', () => {
  it('is the same for a browser that shows it again', () => {
    const receipt = readReceipt(undefined, secret);
    assert.equal(readReceipt(sealReceipt(receipt, secret), secret), receipt);
  });

  it('is a new one, of 128 random bits, for a browser that shows none or a forged one', () => {
    const forged = [
      undefined,
      '',
      'a',
      'a.b',
      `a.${'A'.repeat(22)}`,
      seal(secret, 'form', 'a'),
      sealReceipt('a', readSecret('somebody else’s secret, long enough')),
    ];
    const made = forged.map((cookie) => readReceipt(cookie, secret));
    for (const receipt of made) assert.match(receipt, /^[\w-]{22}$/);
    assert.equal(new Set(made).size, forged.length);
  });

  it('is stored as a hash that does not give it back', () => {
    assert.match(hashReceipt('a'), /^[\w-]{43}$/);
    assert.notEqual(hashReceipt('a'), hashReceipt('b'));
  });
});

describe('what a browser remembers of its owner', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(wildText(), wildText(), (name, website) => {
        const draft = aDraft({ name: name.slice(0, 300), website: website.slice(0, 300) });
        assert.deepEqual(unpackCommenter(packCommenter(draft)), { name: draft.name, email: draft.email, website: draft.website });
      }),
      { numRuns: 300 },
    );
    assert.equal(unpackCommenter(packCommenter(aDraft({ website: null })))?.website, '');
  });

  it('is nothing when the cookie holds anything else', () => {
    for (const cookie of [undefined, '', '{', 'null', '1', '"a"', 'undefined']) assert.equal(unpackCommenter(cookie), null);
    const empty = { name: '', email: '', website: '' };
    for (const cookie of ['{}', '[]', '{"name":1,"email":null,"website":{}}', '{"__proto__":{"name":1}}']) {
      assert.deepEqual(unpackCommenter(cookie), empty);
    }
  });

  it('is never more than a field could hold', () => {
    assert.equal(unpackCommenter(JSON.stringify({ name: 'a'.repeat(100_000) }))?.name.length, 300);
  });
});
