import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { looksLike } from '../../src/moderation/look-alike.ts';
import { belongs } from '../../src/moderation/signals/belongs.ts';
import { wildText } from '../support/wild-text.ts';

const house = [
  { name: 'Mike Moran', email: null },
  { name: 'Ada', email: 'ada@example.org' },
];
const held = (name: string, email = 'reader@example.net') => belongs({ name, email }, house).map(({ name }) => name);

describe('a name that belongs to somebody of the house', () => {
  const disguises: Record<string, string> = {
    'as it is': 'Mike Moran',
    'in other capitals': 'MIKE moran',
    'with Cyrillic letters': 'Мikе Моrаn',
    'with Greek capitals': 'Μike Moran',
    'with a dotless i': 'Mıke Moran',
    'with digits': 'M1ke M0ran',
    'in full width': 'Ｍｉｋｅ　Ｍｏｒａｎ',
    'in mathematical letters': '𝐌𝐢𝐤𝐞 𝕄𝕠𝕣𝕒𝕟',
    'with an accent': 'Míke Moràn',
    'with something invisible': 'Mike\u200b Mo\u00adran',
    'without its space': 'MikeMoran',
    'with a dot': 'Mike Moran.',
    'with r and n for m': 'Mike Rnoran',
  };
  for (const [how, name] of Object.entries(disguises)) {
    it(`is known ${how}`, () => assert.deepEqual(held(name), ['belongs']));
  }

  it('leaves other names alone, also those that begin or sound alike', () => {
    for (const name of ['Nike Moran', 'Mike', 'Moran', 'Mike Morana', 'Mika Moran', 'Adam', 'Αθηνά', 'Анна', '王小明', '5', '…', ''])
      assert.deepEqual(held(name), [], name);
  });

  it('is known by its e-mail address too, however that is written and wherever it is put', () => {
    assert.deepEqual(held('Somebody', 'ADA@example.org'), ['belongs-email']);
    assert.deepEqual(held('Somebody', 'аda@example.org'), ['belongs-email']);
    assert.deepEqual(held('ada@example.org'), ['belongs']);
    assert.deepEqual(held('Somebody', 'adam@example.org'), []);
  });

  it('says whose it is and never the address', () => {
    const words = belongs({ name: 'Аda', email: 'ada@example.org' }, house).map((signal) => signal.words);
    assert.deepEqual(words, [
      'Its name looks like that of Ada, who writes or moderates here.',
      'Its e-mail address is that of Ada, who moderates here.',
    ]);
  });

  it('looks like itself, and like itself with anything invisible in it', () => {
    fc.assert(
      fc.property(wildText(40), fc.constantFrom('\u200b', '\u00ad', '\u2060', '\ufe0f'), fc.nat(20), (name, invisible, place) => {
        if (!/[a-z]/i.test(name)) return;
        const letters = [...name];
        const hidden = [...letters.slice(0, place), invisible, ...letters.slice(place)].join('');
        assert.ok(looksLike(hidden, name), JSON.stringify([hidden, name]));
      }),
    );
  });
});
