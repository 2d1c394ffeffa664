import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Signal } from '../../src/comments/comment.ts';
import { destinations } from '../../src/moderation/signals/destinations.ts';
import { formSignals } from '../../src/moderation/signals/form.ts';
import { past } from '../../src/moderation/signals/past.ts';
import { ratesOf } from '../../src/moderation/signals/rates.ts';
import { repetition } from '../../src/moderation/signals/repetition.ts';
import { writing } from '../../src/moderation/signals/writing.ts';
import { aDraft } from '../support/drafts.ts';

const weights = (signals: Signal[]) => Object.fromEntries(signals.map(({ name, weight }) => [name, weight]));

describe('what is noticed about a comment', () => {
  it('is its trap, and how long its form was open; without a form it counts in part', () => {
    assert.deepEqual(weights(formSignals(aDraft({ trapped: true, formAge: 60_000 }), true)), { trap: 1 });
    assert.deepEqual(weights(formSignals(aDraft({ formAge: 1_999 }), true)), { fast: 1 });
    assert.deepEqual(weights(formSignals(aDraft({ formAge: 2_000 }), true)), {});
    assert.deepEqual(weights(formSignals(aDraft({ formAge: null }), true)), { 'no-form': 0.4 });
    assert.deepEqual(weights(formSignals(aDraft({ formAge: 0 }), false)), {}, 'haste does not count while limits are off');
  });

  it('is repetition: of a text that says something at the second time, of a short one hardly', () => {
    const before = (published: number, spam = 0) => ({ published, waiting: 0, spam });
    assert.deepEqual(weights(repetition(before(0), true)), {});
    assert.deepEqual(weights(repetition(before(1), true)), { repeated: 0.5 });
    assert.deepEqual(weights(repetition(before(2), true)), { repeated: 1 });
    assert.deepEqual(weights(repetition(before(9), false)), { repeated: 0.3 });
    assert.deepEqual(weights(repetition(before(99), false)), { repeated: 0.5 });
    assert.deepEqual(weights(repetition(before(0, 1), true)), { repeated: 0.5, 'repeats-spam': 1 });
    assert.deepEqual(weights(repetition(before(0, 1), false)), { repeated: 0.1, 'repeats-spam': 0.5 });
  });

  it('is where it leads: to where spam leads, to where many that wait do, not to where readers are led already', () => {
    assert.deepEqual(weights(destinations(new Map([['a.example', ['spam']]]))), { 'leads-to-spam': 0.5 });
    assert.deepEqual(weights(destinations(new Map([['a.example', ['spam', 'held', 'spam']]]))), { 'leads-to-spam': 1 });
    assert.deepEqual(weights(destinations(new Map([['a.example', ['held', 'held']]]))), { 'leads-elsewhere': 0.5 });
    assert.deepEqual(weights(destinations(new Map([['en.wikipedia.org', ['published', 'spam', 'published']]]))), {});
    assert.deepEqual(weights(destinations(new Map([['a.example', ['held']]]))), {});
  });

  it('is how much comes, each a part: nobody is held for the crowd they are in', () => {
    assert.deepEqual(weights(ratesOf({ network: 3, post: 14, site: 29 })), {});
    assert.deepEqual(weights(ratesOf({ network: 4, post: 15, site: 30 })), { 'rate-network': 0.2, 'rate-post': 0.2, 'rate-site': 0.3 });
    assert.deepEqual(weights(ratesOf({ network: 20, post: 0, site: 0 })), { 'rate-network': 0.8 });
    const crowd = ratesOf({ network: 0, post: 100, site: 100 });
    assert.ok(crowd.every(({ weight }) => weight < 1));
    assert.match(crowd[0]?.words ?? '', /100 or more comments/);
  });

  it('is how it is written: alphabets mixed within a word, and shouting', () => {
    const written = (text: string, name = 'Ada') => weights(writing({ name, text }));
    assert.deepEqual(written('Log in at pаypal, please.'), { 'mixed-scripts': 0.3 });
    assert.deepEqual(written('Сheap pills fоr everybody.'), { 'mixed-scripts': 0.6 });
    assert.deepEqual(written('The Greek word λόγος, the Russian слово, and a β-test in 東京.'), {});
    assert.deepEqual(written('BUY CHEAP WATCHES NOW, my friend.'), { shouting: 0.3 });
    assert.deepEqual(written('NATO and the EU.'), {});
  });

  it('is what came before from the same browser, or from its network in part', () => {
    assert.deepEqual(weights(past({ browserSpam: 1, networkSpam: 9 })), { 'browser-spam': 1 });
    assert.deepEqual(weights(past({ browserSpam: 0, networkSpam: 1 })), { 'network-spam': 0.2 });
    assert.deepEqual(weights(past({ browserSpam: 0, networkSpam: 2 })), { 'network-spam': 0.4 });
    assert.deepEqual(past({ browserSpam: 0, networkSpam: 0 }), []);
  });
});
