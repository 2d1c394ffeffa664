import fc from 'fast-check';
import { bounds } from '../../src/moderation/rules-form.ts';
import type { Rules } from '../../src/moderation/rules.ts';

const amount = (max: number) => fc.option(fc.integer({ min: 0, max }));
const word = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...'abcdefçüßяж赌🎰<&"\'/.()[]+$^\\{}|-'), minLength: 2, maxLength: 12 }),
    fc.constantFrom('', '*', ' two'),
  )
  .map(([start, end]) => `x${start}${end}`);
const words = fc.uniqueArray(word, { maxLength: 6 });
const lists = fc.record({ any: words, text: words, name: words, email: words, website: words }, { noNullPrototype: true });
const network = fc.oneof(
  fc.tuple(fc.ipV4(), fc.integer({ min: 24, max: 32 })).map(([address, bits]) => `${address}/${bits}`),
  fc.tuple(fc.ipV6(), fc.integer({ min: 56, max: 64 })).map(([address, bits]) => `${address}/${bits}`),
);

/** Any rules a form can say. Networks may be written in more than one way. */
export const wildRules: fc.Arbitrary<Rules> = fc.record(
  {
    closed: fc.boolean(),
    closeAfterDays: amount(bounds.days),
    holdEverything: fc.boolean(),
    holdFirst: fc.boolean(),
    maxLinks: amount(bounds.links),
    holdAfterDays: amount(bounds.days),
    heldNetworks: fc.uniqueArray(network, { maxLength: 4 }),
    heldWords: lists,
    blockedWords: lists,
    holdLikeness: fc.option(fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100)),
    publishTrusted: fc.boolean(),
    publishModerators: fc.boolean(),
    work: fc.constantFrom('off', 'in-a-flood'),
  },
  { noNullPrototype: true },
);
