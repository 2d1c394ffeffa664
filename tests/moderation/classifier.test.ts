import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type Evidence,
  type Label,
  learn,
  type Lesson,
  mostOneDecisionMoves,
  neutral,
  score,
  unlearn,
} from '../../src/moderation/classifier.ts';
import { buckets, type Features, featuresOf, mostFeatures, unit, type Words } from '../../src/moderation/features.ts';
import { defaultRules } from '../../src/moderation/rules.ts';

const words = (text: string, differences: Partial<Words> = {}): Words => ({ name: 'Ada', website: null, text, ...differences });
const read = (text: string): Features => featuresOf(words(text));

/** Comments that share words, as comments do, and some that are anything. */
const vocabulary = [
  'buy',
  'cheap',
  'pills',
  'the',
  'essay',
  'scope',
  'http://spam.example/x',
  'HTTP',
  '+49 170 1234567',
  '!!!',
  'дешево',
  '🙂',
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...vocabulary), { maxLength: 12 }).map((some) => some.join(' ')),
  fc.string({ maxLength: 300, unit: 'grapheme' }),
);
const wildWords = fc.record({ name: fc.string({ maxLength: 30 }), website: fc.option(fc.webUrl()), text });
const decisions = fc.array(fc.record({ words: wildWords, label: fc.constantFrom<Label>('spam', 'ham') }), { maxLength: 40 });

function taught(lessons: readonly { words: Words; label: Label }[]): Evidence {
  const evidence: Evidence = new Map();
  for (const { words, label } of lessons) learn(evidence, featuresOf(words), label);
  return evidence;
}

/** What is known, without buckets of which nothing is known. */
function known(evidence: Evidence): [number, object][] {
  return [...evidence].filter(([, { spam, ham, weight }]) => spam || ham || weight).sort(([one], [other]) => one - other);
}

/** As many decisions of each kind, about comments like those of a site. */
function experienced(each: number): Evidence {
  const evidence: Evidence = new Map();
  for (let index = 0; index < each; index += 1) {
    learn(evidence, read(`Buy cheap pills number ${index} at http://spam.example/${index} today!!!`), 'spam');
    learn(evidence, read(`What the essay says of scope in its part ${index} reminds me of my own projects.`), 'ham');
  }
  return evidence;
}

const likenessHeld = defaultRules('open').holdLikeness ?? 1;

describe('the features of a comment', () => {
  it('are the same for the same words, few, of length one, and in known buckets', () => {
    fc.assert(
      fc.property(wildWords, (words) => {
        const features = featuresOf(words);
        assert.deepEqual(featuresOf(structuredClone(words)), features);
        assert.ok(features.size > 0 && features.size <= mostFeatures);
        for (const bucket of features.keys()) assert.ok(Number.isInteger(bucket) && bucket >= 1 && bucket <= buckets);
        const length = Math.hypot(...features.values()) / unit;
        assert.ok(length <= 1 && length > 0.999, `length ${length}`);
      }),
      { numRuns: 300 },
    );
  });

  it('see through letters that only look different, through case and what is invisible', () => {
    const shared = (one: Features, other: Features) => [...one.keys()].filter((bucket) => other.has(bucket)).length / one.size;
    const plain = read('buy cheap pills today');
    assert.ok(shared(plain, read('Ｂｕｙ ｃｈｅａｐ ｐｉｌｌｓ ｔｏｄａｙ')) > 0.8);
    assert.ok(shared(plain, read('b\u200buy che\u00adap pi\u2060lls today')) > 0.8);
  });

  it('know an address by its host, wherever it leads there', () => {
    const hosts = (text: string) => new Set(read(text).keys());
    const common = hosts('https://www.spam.example/a?b=c').intersection(hosts('so look: spam.example/another'));
    assert.ok(common.size >= 2);
  });

  it('of the longest comment are read in milliseconds', () => {
    for (const part of ['a', 'a ', 'a.', '1 ', '1', 'http://', '!', '\u0301', '🙂', "a'", '-.']) {
      const long = part.repeat(Math.ceil(65_525 / part.length));
      const started = process.threadCpuUsage();
      assert.ok(read(long).size <= mostFeatures);
      const { user, system } = process.threadCpuUsage(started);
      assert.ok((user + system) / 1_000 < 500, `${JSON.stringify(part)}: ${(user + system) / 1_000} ms`);
    }
  });
});

describe('the classifier', () => {
  it('marks nothing before it has seen decisions of both kinds', () => {
    fc.assert(
      fc.property(fc.array(wildWords, { maxLength: 30 }), fc.constantFrom<Label>('spam', 'ham'), wildWords, (lessons, label, asked) => {
        assert.equal(score(taught(lessons.map((words) => ({ words, label }))), featuresOf(asked)), neutral);
      }),
      { numRuns: 100 },
    );
  });

  it('needs several decisions of each kind before it can mark anything', () => {
    assert.ok(score(experienced(4), read('Buy cheap pills at http://spam.example/1 today!!!')) < likenessHeld);
    assert.ok(score(experienced(20), read('Buy cheap pills at http://spam.example/1 today!!!')) >= likenessHeld);
  });

  it('tells what resembles spam from what does not, and is in two minds about what resembles neither', () => {
    const evidence = experienced(20);
    assert.ok(score(evidence, read('Cheap pills for everybody, see http://spam.example/now !!!')) > likenessHeld);
    assert.ok(score(evidence, read('My own projects have the scope the essay speaks of.')) < 0.2);
    const neither = score(evidence, read('Hvor er biblioteket, spurgte hun'));
    assert.ok(neither > 0.2 && neither < likenessHeld, String(neither));
  });

  it('knows the same after the same decisions', () => {
    fc.assert(
      fc.property(decisions, (lessons) => {
        assert.deepEqual(known(taught(lessons)), known(taught(structuredClone(lessons))));
      }),
      { numRuns: 50 },
    );
  });

  it(`moves no score by more than ${mostOneDecisionMoves.toFixed(2)} with one decision, nor when that is taken back`, () => {
    assert.ok(mostOneDecisionMoves < 0.75);
    fc.assert(
      fc.property(
        decisions,
        wildWords,
        fc.constantFrom<Label>('spam', 'ham'),
        fc.array(wildWords, { maxLength: 5 }),
        (lessons, words, label, others) => {
          const evidence = taught(lessons);
          const asked = [words, ...others, ...lessons.map(({ words }) => words)].map(featuresOf);
          const before = asked.map((features) => score(evidence, features));
          const lesson = learn(evidence, featuresOf(words), label);
          for (const [index, features] of asked.entries()) {
            const moved = Math.abs(score(evidence, features) - (before[index] ?? neutral));
            assert.ok(moved <= mostOneDecisionMoves, `moved by ${moved}`);
          }
          unlearn(evidence, featuresOf(words), lesson);
          assert.deepEqual(
            asked.map((features) => score(evidence, features)),
            before,
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('moves towards what it was told', () => {
    for (const label of ['spam', 'ham'] as const) {
      const evidence = experienced(20);
      const features = read('Something about neither.');
      const before = score(evidence, features);
      learn(evidence, features, label);
      const moved = score(evidence, features) - before;
      assert.ok(label === 'spam' ? moved > 0.05 : moved < -0.05, String(moved));
    }
  });

  it('forgets decisions taken back as if they had never been, in whatever order', () => {
    fc.assert(
      fc.property(decisions, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (lessons, places) => {
        const evidence: Evidence = new Map();
        const learnt: { features: Features; lesson: Lesson }[] = lessons.map(({ words, label }) => {
          const features = featuresOf(words);
          return { features, lesson: learn(evidence, features, label) };
        });
        const order = learnt.map((one) => ({ one, place: places.next().value ?? 0 })).sort((one, other) => one.place - other.place);
        for (const { one } of order) unlearn(evidence, one.features, one.lesson);
        assert.deepEqual(known(evidence), []);
      }),
      { numRuns: 100 },
    );
  });
});
