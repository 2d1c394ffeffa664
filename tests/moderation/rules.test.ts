import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { changesBetween } from '../../src/moderation/rule-sentences.ts';
import { readRules, type RuleProblems, typedRules, writtenRules } from '../../src/moderation/rules-form.ts';
import { defaultRules, type Rules } from '../../src/moderation/rules.ts';
import { commentModes } from '../../src/site/settings.ts';
import { wildRules } from '../support/wild-rules.ts';

/** Through a real form: an empty field of a tick is not sent, newlines become CRLF. */
function sent(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    if (value !== '' || !/^(closed|hold[EF]|publish|work)/.test(name)) form.append(name, value.replaceAll('\n', '\r\n'));
  return form;
}

function read(fields: Record<string, string>): Rules {
  const found = readRules(typedRules(sent(fields)));
  assert.ok('rules' in found, JSON.stringify(found));
  return found.rules;
}

function problems(fields: Record<string, string>): RuleProblems {
  const found = readRules(typedRules(sent({ ...writtenRules(defaultRules('open')), ...fields })));
  return 'problems' in found ? found.problems : {};
}

describe('the form of rules', () => {
  it('says the same rules when it is read as when it was written, whatever they are', () => {
    fc.assert(
      fc.property(wildRules, (wild) => {
        // Read once, networks are written in their one way.
        const rules = read(writtenRules(wild));
        assert.deepEqual({ ...rules, heldNetworks: [] }, { ...wild, heldNetworks: [] });
        assert.deepEqual(read(writtenRules(rules)), rules);
        assert.deepEqual(changesBetween(rules, read(writtenRules(rules))), []);
      }),
      { numRuns: 300 },
    );
  });

  for (const mode of commentModes) {
    it(`holds the defaults of COMMENTS=${mode}`, () => assert.deepEqual(read(writtenRules(defaultRules(mode))), defaultRules(mode)));
  }

  it('never throws, and keeps what was typed, whatever that is', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(writtenRules(defaultRules('open')))), anything), (fields) => {
        const written = typedRules(sent(fields));
        const found = readRules(written);
        if ('rules' in found) assert.deepEqual(read(writtenRules(found.rules)), found.rules);
        else for (const problem of Object.values(found.problems)) assert.match(problem, /^[A-Z][^]+\.$/);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses numbers that are none, with what to write', () => {
    for (const text of ['-1', '2.5', '1e3', '٣', '99999999', 'many', '0x10']) {
      for (const name of ['maxLinks', 'closeAfterDays', 'holdAfterDays', 'holdLikeness']) {
        assert.match(
          problems({ [name]: text })[name as 'maxLinks'] ?? '',
          /^Write a whole number of .* from 0 to .*empty\.$/,
          `${name} ${text}`,
        );
      }
    }
    assert.match(problems({ holdLikeness: '101' }).holdLikeness ?? '', /0 to 100/);
    assert.equal(read({ ...writtenRules(defaultRules('open')), maxLinks: '' }).maxLinks, null);
    assert.equal(read({ ...writtenRules(defaultRules('open')), maxLinks: ' 0 ' }).maxLinks, 0);
  });

  it('refuses words that would be found everywhere or never', () => {
    for (const line of ['*', 'a*', '\u200b', '\u00ad*', 'x'.repeat(101)]) {
      assert.match(problems({ 'heldWords.any': `fine\n${line}` })['heldWords.any'] ?? '', /^Change the line/, JSON.stringify(line));
    }
    assert.match(
      problems({ 'blockedWords.text': Array.from({ length: 501 }, (_, line) => `word ${line}`).join('\n') })['blockedWords.text'] ?? '',
      /501 lines/,
    );
  });

  it('takes a word once, without the spaces around it', () => {
    const rules = read({ ...writtenRules(defaultRules('open')), 'heldWords.name': '  buy \t now \n\nbuy now\ncasino*' });
    assert.deepEqual(rules.heldWords.name, ['buy now', 'casino*']);
  });

  it('takes networks that can be known by their hashes, in one way of writing', () => {
    const rules = read({
      ...writtenRules(defaultRules('open')),
      heldNetworks: '203.0.113.7\n203.0.113.99/24\n2001:DB8:1:2:3::9\n::ffff:192.0.2.1\n2001:db8::/56',
    });
    assert.deepEqual(rules.heldNetworks, ['203.0.113.7', '203.0.113.0/24', '2001:db8:1:2::/64', '192.0.2.1', '2001:db8::/56']);
    for (const line of [
      '10.0.0.0/8',
      '203.0.113.0/23',
      '2001:db8::/48',
      'example.org',
      '203.0.113',
      '203.0.113.1/33',
      '1.2.3.4/',
      '::1%lo',
    ]) {
      assert.match(problems({ heldNetworks: line }).heldNetworks ?? '', /^Change the line/, line);
    }
  });
});

describe('what changed between rules', () => {
  const rules = defaultRules('hold-first');

  it('is said in sentences, with what was before', () => {
    assert.deepEqual(changesBetween(rules, { ...rules, maxLinks: 0, closeAfterDays: 14 }), [
      'Discussions close 14 days after their essay appeared. Before: discussions do not close by age.',
      'A comment with more links than 0 waits. Before: a comment with more links than 2 waits.',
    ]);
    assert.deepEqual(changesBetween(rules, { ...rules, heldWords: { ...rules.heldWords, name: ['casino', 'slots'] } }), [
      'Added to the held words in the name: “casino”, “slots”.',
    ]);
    assert.deepEqual(changesBetween({ ...rules, heldNetworks: ['192.0.2.1'] }, rules), ['Removed from the held networks: “192.0.2.1”.']);
  });

  it('is something whenever anything differs, and nothing otherwise', () => {
    const sorted = (some: Rules) => JSON.stringify(some, (_, value: unknown) => (Array.isArray(value) ? value.toSorted() : value));
    fc.assert(
      fc.property(wildRules, wildRules, (before, after) => {
        assert.equal(changesBetween(before, after).length === 0, sorted(before) === sorted(after));
        assert.deepEqual(changesBetween(before, before), []);
      }),
      { numRuns: 300 },
    );
  });
});
