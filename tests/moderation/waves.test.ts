/** Nearly identical comments are found, on every database the site can have. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { gistOf, keysOf, overlapOf, readSketch, writeSketch } from '../../src/moderation/sketch.ts';
import { forgetWaves, joinWave } from '../../src/moderation/waves.ts';
import { dialects, emptyDatabase, stopPostgres, type TestDatabase } from '../support/databases.ts';
import { wildText } from '../support/wild-text.ts';

const noon = new Date('2026-11-23T12:00:00Z');
const day = 24 * 60 * 60 * 1_000;
after(stopPostgres);

const spun = (number: number) => {
  const pick = <T>(choices: readonly T[]) => choices[number % choices.length] ?? '';
  return (
    `${pick(['Hello', 'Hi there', 'Greetings'])} friends! I made ${pick(['$500', '$7,200', '900 euro'])} working from home last ${pick(['week', 'month'])} ` +
    `with this amazing programme, and everybody can learn the simple method in a few minutes: https://money-${number}.example/${number} ` +
    `${pick(['Try it today', 'Do not wait', 'Hurry up'])} before the places are taken by other people.`
  );
};
const thoughts = [
  'The third question in this essay stayed with me, because our team never asks what the other side fears most.',
  'I disagree about deadlines: in my experience a deadline helps both parties to decide what really matters to them.',
  'What about negotiations where nobody at the table is allowed to decide anything without calling the office first?',
];

describe('the sketch of a text', () => {
  it('is the same whatever its capitals, numbers, addresses and disguised letters', () => {
    const one = gistOf('Buy cheap watches now, only 99 dollars: https://a.example/1');
    for (const text of [
      'BUY CHEAP WATCHES NOW, only 12 dollars: https://b.example/2',
      'Вuy сheap wаtches nоw, only 99 dоllars! www.c.example',
      'Buy ｃｈｅａｐ watches\u200b now, only dollars',
    ]) {
      assert.equal(overlapOf(one.sketch, gistOf(text).sketch), 1, text);
    }
  });

  it('tells how much two texts share', () => {
    assert.ok(overlapOf(gistOf(spun(1)).sketch, gistOf(spun(2)).sketch) > 0.5);
    for (const thought of thoughts) assert.ok(overlapOf(gistOf(thought).sketch, gistOf(spun(1)).sketch) < 0.2, thought);
  });

  it('can be written and read, and is made of any text', () => {
    fc.assert(
      fc.property(wildText(300), (text) => {
        const { sketch, size } = gistOf(text);
        assert.deepEqual(readSketch(writeSketch(sketch)), sketch);
        assert.ok(size > 0);
        assert.ok(keysOf(sketch).every((key) => Number.isSafeInteger(key)));
      }),
    );
  });
});

for (const dialect of dialects) {
  describe(`waves of comments on ${dialect}`, () => {
    let store: TestDatabase;
    before(async () => {
      store = await emptyDatabase(dialect);
    });
    after(() => store.close());
    const join = (text: string, now = noon) => store.database.write((tx) => joinWave(tx, text, now));
    const names = async (texts: string[]) => {
      const waves = [];
      for (const text of texts) waves.push(await join(text));
      return new Set(waves.map(({ name }) => name));
    };

    it('hold together what says nearly the same in many wordings, and apart what does not', async () => {
      const waves = await names(Array.from({ length: 60 }, (_, number) => spun(number)));
      assert.ok(waves.size <= 3, `${waves.size} waves`);
      const others = await names(thoughts);
      assert.equal(others.size, thoughts.length);
      assert.ok([...others].every((name) => !waves.has(name)));
    });

    it('of short texts are those that say just the same, and tell little', async () => {
      const [one, same, other] = [await join('Thank you!'), await join('thank you'), await join('Thank you so much!')];
      assert.equal(one.name, same.name);
      assert.notEqual(one.name, other.name);
      assert.equal(one.telling, false);
      assert.equal((await join(spun(1))).telling, true);
    });

    it('are forgotten thirty days after the last comment joined, and not before', async () => {
      const begun = new Date(noon.getTime() + 100 * day);
      await join('Fresh fish is sold at the harbour market on Saturday mornings until the boats leave again.', begun);
      const joined = new Date(begun.getTime() + 20 * day);
      await join('Fresh fish is sold at the harbour market on Sunday mornings until the boats leave again.', joined);
      const forget = (at: number) => store.database.write((tx) => forgetWaves(tx, new Date(at)));
      await forget(begun.getTime());
      assert.equal(await forget(joined.getTime() + 30 * day - 1), 0);
      assert.equal(await forget(joined.getTime() + 30 * day), 1);
    });
  });
}
