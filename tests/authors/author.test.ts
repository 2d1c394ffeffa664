import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { initials } from '../../src/authors/author.ts';

describe('the initials of an author without a portrait', () => {
  const known: [name: string, letters: string][] = [
    ['Mike Moran', 'MM'],
    ['Ada', 'A'],
    ['Ludwig van Beethoven', 'LB'],
    ['The editors', 'TE'],
    ['Jean-Luc O’Neill', 'JN'],
    ['élise 𝒵', 'É𝒵'],
    ['…', '·'],
  ];
  for (const [name, letters] of known) it(`of ${name} are ${letters}`, () => assert.equal(initials(name), letters));

  it('are something for every name', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => initials(name).length > 0));
  });
});
