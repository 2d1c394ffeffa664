import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Body } from '../../src/server/reply.ts';
import { Variants } from '../../src/server/variants.ts';
import { choices, usual } from '../../src/site/reading/choice.ts';

const page = (text: string) => new Body(Buffer.from(`<!DOCTYPE html><html lang="en"><p>${text}`), true);
const dark = { ...usual, theme: 'dark' } as const;

describe('a page as a reader chose to see it', () => {
  it('is the page itself for those who chose nothing', () => {
    const about = page('About');
    assert.equal(new Variants().of(about, null), about);
  });

  it('is made once, and has a validator of its own in every encoding', () => {
    const variants = new Variants();
    const about = page('About');
    const made = variants.of(about, dark);
    assert.equal(variants.of(about, { ...dark }), made);
    assert.match(made.bytes.toString(), /^<!DOCTYPE html><html data-theme="dark" lang="en"><p>About$/);
    const etags = [about, made, variants.of(about, { ...dark, size: 'large' })].flatMap((body) => [body.etag('br'), body.etag('identity')]);
    assert.equal(new Set(etags).size, 6);
  });

  it('is another one as soon as the page is', () => {
    const variants = new Variants();
    assert.match(variants.of(page('Two comments'), dark).bytes.toString(), /Two comments/);
    assert.match(variants.of(page('Three comments'), dark).bytes.toString(), /Three comments/);
  });

  it('takes no more memory than it may, whoever asks for what, and is right all the same', () => {
    const asked = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.constantFrom(...choices.theme), fc.constantFrom(...choices.size));
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 200 }), (requests) => {
        const variants = new Variants(1_000);
        const pages = Array.from({ length: 31 }, (_, number) => page(`Page ${number} ${'.'.repeat(number)}`));
        for (const [number, theme, size] of requests) {
          const of = pages[number] ?? page('');
          const { bytes } = variants.of(of, { ...usual, theme, size });
          assert.ok(bytes.toString().endsWith(of.bytes.toString().slice(-10)));
          assert.ok(variants.size <= 1_000);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('keeps what was asked for last', () => {
    const variants = new Variants(200);
    const [first, second, third] = [page('A'.repeat(20)), page('B'.repeat(20)), page('C'.repeat(20))];
    const kept = variants.of(first, dark);
    variants.of(second, dark);
    assert.equal(variants.of(first, dark), kept);
    variants.of(third, dark);
    assert.equal(variants.of(first, dark), kept);
  });
});
