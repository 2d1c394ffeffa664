import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Facts, Signal, Verdict } from '../../src/comments/comment.ts';
import { factsOf, judgeBy } from '../../src/moderation/judge.ts';
import { defaultRules, type Rules } from '../../src/moderation/rules.ts';
import { formSignals } from '../../src/moderation/signals/form.ts';
import { networkOf } from '../../src/site/network.ts';
import { readSecret } from '../../src/site/secret.ts';
import { type CommentMode, commentModes } from '../../src/site/settings.ts';
import { aDraft } from '../support/drafts.ts';

const nothing: Facts = { noticed: [], links: 0, history: { published: 0 }, likeness: null, work: null, postAge: null, network: null };
const secret = readSecret('a secret that is long enough for tests');
const trusted = { history: { published: 1 } };
const noticed = (weight: number, name = 'noticed'): Signal => ({ name, weight, words: 'Something was noticed.' });

function verdict(mode: CommentMode, facts: Partial<Facts> = {}, rules: Partial<Rules> = {}): Verdict {
  return judgeBy({ ...defaultRules(mode), ...rules }, secret)(aDraft(), { ...nothing, ...facts });
}
const status = (...asked: Parameters<typeof verdict>) => verdict(...asked).status;
const words = (...asked: Parameters<typeof verdict>) => verdict(...asked).signals.map((signal) => signal.words);

describe('the judge', () => {
  it('holds the first comment of a browser, and publishes when one was approved', () => {
    assert.deepEqual(words('hold-first'), ['It is the first comment from this browser.']);
    assert.equal(status('hold-first'), 'held');
    assert.deepEqual(words('hold-first', trusted), ['An earlier comment from this browser was approved.']);
    assert.equal(status('hold-first', trusted), 'published');
  });

  it('publishes a first comment where comments are open', () => {
    assert.deepEqual(words('open'), ['Comments appear at once.']);
    assert.equal(status('open'), 'published');
  });

  it('holds everything where all is held, and spares the trusted only where the rules say so', () => {
    assert.deepEqual(words('hold-all'), ['Every comment is looked at first.']);
    assert.equal(status('hold-all', trusted), 'held');
    assert.equal(status('hold-all', trusted, { publishTrusted: true }), 'published');
  });

  for (const mode of commentModes) {
    it(`holds what a program did, whatever the setting and whoever sent it: ${mode}`, () => {
      assert.equal(status(mode, { ...trusted, noticed: [noticed(1)] }), 'held');
      assert.equal(status(mode, { ...trusted, links: 3 }), 'held');
    });

    it(`holds what resembles spam, and says how much, whatever the setting: ${mode}`, () => {
      const { status, signals } = verdict(mode, { ...trusted, likeness: 0.937 });
      assert.equal(status, 'held');
      assert.equal(signals.find(({ name }) => name === 'spam')?.words, 'It resembles comments that were marked as spam here (93 %).');
    });
  }

  it('adds parts up: two halves hold, and trust outweighs one of them, never a whole one', () => {
    assert.equal(status('open', { noticed: [noticed(0.9)] }), 'published');
    assert.equal(status('open', { noticed: [noticed(0.5), noticed(0.5)] }), 'held');
    assert.equal(status('open', { ...trusted, noticed: [noticed(0.5), noticed(0.5)] }), 'published');
    assert.equal(status('open', { ...trusted, noticed: [noticed(1)] }), 'held');
    const tenths = Array.from({ length: 10 }, () => noticed(0.1));
    assert.equal(status('open', { noticed: tenths }), 'held');
  });

  it('puts with the spam what two whole signals say is spam; caution alone never does', () => {
    assert.equal(status('open', { noticed: [noticed(1, 'trap'), noticed(1, 'fast')] }), 'spam');
    assert.equal(
      status(
        'hold-all',
        { noticed: [noticed(1, 'trap')], postAge: 900, network: networkOf('192.0.2.7', secret) },
        { holdAfterDays: 30, heldNetworks: ['192.0.2.0/24'] },
      ),
      'held',
    );
  });

  it('the classifier alone holds, and neither rejects nor puts with the spam', () => {
    fc.assert(
      fc.property(fc.constantFrom(...commentModes), fc.double({ min: 0, max: 1, noNaN: true }), (mode, likeness) => {
        const { status, signals } = verdict(mode, { likeness });
        assert.notEqual(status, 'spam');
        assert.ok(signals.every(({ weight }) => weight <= 1));
      }),
    );
  });

  it('holds under an old post where the rules say so, but not the trusted', () => {
    const rules = { holdAfterDays: 30 };
    assert.equal(status('open', { postAge: 30 }, rules), 'published');
    assert.equal(status('open', { postAge: 31 }, rules), 'held');
    assert.equal(status('open', { ...trusted, postAge: 31 }, rules), 'published');
    assert.match(words('open', { postAge: 31 }, rules).join(), /older than 30 days/);
  });

  it('judges again from what was recorded exactly as it did', () => {
    const signal = fc.record({
      name: fc.constantFrom('trap', 'no-form', 'wave'),
      weight: fc.integer({ min: 0, max: 20 }).map((n) => n / 10),
      words: fc.string(),
    });
    const facts = fc.record({
      noticed: fc.array(signal, { maxLength: 5 }),
      links: fc.nat(9),
      history: fc.record({ published: fc.nat(3) }),
      likeness: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      work: fc.constantFrom(null, 'proven' as const, 'missing' as const),
      postAge: fc.option(fc.nat(100)),
      network: fc.option(fc.constant(networkOf('192.0.2.7', secret))),
    });
    const rules = fc.record({
      holdEverything: fc.boolean(),
      holdFirst: fc.boolean(),
      maxLinks: fc.option(fc.nat(5)),
      holdAfterDays: fc.option(fc.nat(99)),
      work: fc.constantFrom('off' as const, 'in-a-flood' as const),
    });
    fc.assert(
      fc.property(facts, rules, rules, (generated, then, now) => {
        const known = structuredClone(generated);
        const recorded = JSON.parse(JSON.stringify(verdict('open', known, { ...then, work: 'in-a-flood' }).signals)) as Signal[]; // as the table keeps them
        assert.deepEqual(verdict('open', factsOf(recorded, known), now), verdict('open', known, now));
      }),
    );
  });

  it('gives every reason, each a sentence, the weightiest first', () => {
    const facts = { noticed: formSignals(aDraft({ trapped: true, formAge: 0 }), true), links: 9, likeness: 0.6 };
    const { signals } = verdict('hold-first', facts);
    assert.deepEqual(signals.map(({ name }) => name).sort(), ['fast', 'first', 'links', 'spam', 'trap']);
    for (const signal of signals) assert.match(signal.words, /^[A-Z].+\.$/);
    assert.deepEqual(
      signals.map(({ weight }) => weight),
      [1, 1, 1, 1, 0.1],
    );
  });
});
