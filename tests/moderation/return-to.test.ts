import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { returnTo } from '../../src/moderation/return-to.ts';

describe('where somebody goes once signed in', () => {
  it('is the page of moderation they asked for', () => {
    for (const page of ['/moderation/', '/moderation/rules/', '/moderation/?status=spam&page=2', '/moderation/log/?q=a%20b+c'])
      assert.equal(returnTo(page), page);
  });

  it('is the queue for everything else', () => {
    for (const other of [
      '',
      null,
      undefined,
      '/',
      '/about/',
      '/moderationx/',
      '//evil.example/',
      'https://evil.example/moderation/',
      '/moderation/../about/',
      '/moderation/%2e%2e/about/',
      '/moderation/\\evil.example/',
      '/moderation//evil.example/',
      '/moderation/@evil.example/',
      '/moderation/sign-out/',
      '/moderation/Sign-in/?to=/moderation/sign-in/',
      '/moderation/\r\nSet-Cookie: a=b',
      '/moderation/\n',
      'javascript:alert(1)',
    ])
      assert.equal(returnTo(other), '/moderation/', String(other));
  });

  it('is a page of moderation on this host, whatever was asked for', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('/moderation/', '//', '..', '\\', '%2f', '?', '@', ':'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const goal = new URL(returnTo(pieces.join('')), 'http://localhost');
        assert.equal(goal.host, 'localhost');
        assert.ok(goal.pathname.startsWith('/moderation/'));
      }),
      { numRuns: 5_000 },
    );
  });
});
