import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import type { Card } from '../../../src/site/cards/card.ts';
import { draw } from '../../../src/site/cards/draw.ts';
import { settable } from '../../../src/site/cards/glyphs.ts';
import { plainLine } from '../../../src/site/cards/words.ts';

/** Noncharacters and places Unicode leaves empty: no font has them, wherever this runs. */
const inNoFont = ['\ufdd0', '\u{1fffe}', '\u0378'];
const foot = { by: 'Ada Lovelace', note: 'November 23, 2026' };

describe('a card', () => {
  it('is a PNG of 1,200 by 630 pixels, and light', async () => {
    const { png } = await draw({ title: 'What outcome are you negotiating for?', ...foot });
    const { format, width, height } = await sharp(png).metadata();
    assert.deepEqual([format, width, height], ['png', 1_200, 630]);
    assert.ok(png.length < 60_000, `${png.length} bytes`);
  });

  it('is the same for the same words, and another for others', async () => {
    const png = async (title: string) => (await draw({ title, ...foot })).png.toString('base64');
    assert.equal(await png('On fire'), await png('On fire'));
    assert.notEqual(await png('On fire'), await png('On ice'));
    assert.notEqual(await png('<b>On</b> fire'), await png('On fire'), 'markup is text');
    assert.notEqual(await png('&amp;'), await png('&'), 'markup is text');
    assert.equal(await png('On\u0000 \u202efire'), await png('On fire'), 'control characters are nothing');
  });

  for (const title of [
    'Θέλω να γράψω ένα δοκίμιο',
    'Зачем писать длинные статьи',
    'Tại sao chúng ta viết những bài luận dài',
    'e\u0301le\u0300ve\u0302',
    'Straße, façade, œuvre, İstanbul, Łódź',
  ]) {
    it(`sets “${title}” in the site’s own face`, async () => assert.deepEqual(await settable(title), { text: title, missing: [] }));
  }

  for (const [what, title] of Object.entries({
    'a word of 60 letters': `The ${'Donaudampfschiffahrtsgesellschaft'.repeat(2).slice(0, 60)} again`,
    'a title of 300 characters': 'A sentence that will not end and does not mean to '.repeat(6),
    'a word of 300 letters': 'm'.repeat(300),
    'a title of 10,000 characters': 'word '.repeat(2_000),
    'piles of marks': `Z${'\u0301\u0323'.repeat(60)}algo`,
    Arabic: 'كيف تكتب مقالا جيدا عن التسويق وعن كل ما يأتي بعده',
    Hebrew: 'איך כותבים מאמר ארוך על שיווק',
    Japanese: '日本語の題名は、どこで改行すればよいのでしょうか。',
    Thai: 'ทำไมเราต้องเขียนบทความยาวๆเพื่อการตลาด',
    emoji: 'A title 🎉 with 👩‍👩‍👧 and 🇩🇪',
    nothing: '',
    'nothing to see': '\u200b \u3164 \u00ad',
  })) {
    it(`keeps ${what} inside its margins`, async () => {
      const { png } = await draw({ title, ...foot });
      await assertInside(png);
    });
  }

  it('can be made of whatever is written, with nothing outside its margins', async () => {
    const wild = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc.string({ unit: 'grapheme', maxLength: 120 }),
      fc
        .array(fc.constantFrom('<b>', '&', '"', '\u0000', '\u202e', '\ud800', '\n', 'a', '漢', 'ب', ' ', '\u0301', '🎉', '\u200d', '-'), {
          maxLength: 80,
        })
        .map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(fc.record({ title: wild, by: wild, note: wild }), async (card: Card) => assertInside((await draw(card)).png)),
      { numRuns: 40 },
    );
  });

  it('cuts a title that is too long at a word, which does not change what is before it', async () => {
    const long = 'Sentences that go on and on until nobody remembers how they began, which is what they were for. '.repeat(8);
    const [one, another] = await Promise.all([draw({ title: long, ...foot }), draw({ title: `${long}More.`, ...foot })]);
    assert.ok(one.png.equals(another.png));
  });

  it('begins at the right where its title is read from the right', async () => {
    for (const [title, starts] of [
      ['שלום', 'right'],
      ['Peace', 'left'],
    ] as const) {
      if ((await settable(title)).text === null) continue;
      const { png } = await draw({ title, ...foot });
      const { left, right } = await inkOf(png, 170, 500);
      assert.equal(left < 1_200 - right ? 'left' : 'right', starts, title);
    }
  });
});

describe('a character that no font has', () => {
  for (const character of inNoFont) {
    const name = `U+${character.codePointAt(0)?.toString(16)}`;
    it(`is known: ${name}`, async () => assert.deepEqual((await settable(`a${character}b`)).missing, [character]));
  }

  it('is not a character that looks like a box, nor one that shows nothing', async () => {
    for (const text of ['☐', '■', '|', '[ ]', '\u00a0', 'a\ufe0f', 'a\u200db', 'a\u3164'])
      assert.deepEqual((await settable(text)).missing, [], text);
  });

  it('never comes onto a card as a box: its title is left out, and author and site are not', async () => {
    const { png, missing } = await draw({ title: 'Letters \u0378 of no font', ...foot });
    assert.deepEqual(missing, ['\u0378']);
    const without = await draw({ title: '', ...foot });
    assert.ok(png.equals(without.png));
  });

  it('and is a sign, not a letter, is left out alone', async () => {
    const found = await settable('A party 🎉 for all');
    assert.ok(found.missing.length > 0 ? found.text === 'A party for all' : found.text === 'A party 🎉 for all');
  });
});

describe('the words of a card', () => {
  it('are one line without what cannot be seen, with what letters need', () => {
    assert.equal(plainLine(' a\tb\u0007c\u2028d \ud800'), 'a b c d �');
    assert.equal(plainLine('क\u094d\u200dष می\u200cخواهم'), 'क\u094d\u200dष می\u200cخواهم');
  });
});

/** Fails when there is anything but paper outside the margins, or nothing inside. */
async function assertInside(png: Buffer): Promise<void> {
  const { left, right, top, bottom } = await inkOf(png);
  assert.ok(left >= 79 && right <= 1_121 && top >= 70 && bottom <= 570, `${left} to ${right}, ${top} to ${bottom}`);
}

/** The first and last columns and rows that are not paper, between two rows. */
async function inkOf(png: Buffer, from = 0, to = 630): Promise<{ left: number; right: number; top: number; bottom: number }> {
  const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
  const paper = data[0] ?? 0;
  const found = { left: info.width, right: 0, top: info.height, bottom: 0 };
  for (let y = from; y < to; y += 1) {
    for (let x = 0; x < info.width; x += 1) {
      if (Math.abs((data[(y * info.width + x) * info.channels] ?? 0) - paper) < 12) continue;
      found.left = Math.min(found.left, x);
      found.right = Math.max(found.right, x + 1);
      found.top = Math.min(found.top, y);
      found.bottom = Math.max(found.bottom, y + 1);
    }
  }
  return found;
}
