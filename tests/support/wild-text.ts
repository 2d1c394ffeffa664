/** Text as nobody should send it: every code point, and those that reach beyond themselves far more often than by chance. */
import fc from 'fast-check';

const troublesome = [
  ...['\0', '\u0007', '\b', '\t', '\n', '\r', '\r\n', '\u001b[31m', '\u0085', '\u00a0', '\u00ad', '\u034f', '\u061c', '\u115f', '\u17b4'],
  ...[
    '\u180e',
    '\u200b',
    '\u200c',
    '\u200d',
    '\u200e',
    '\u200f',
    '\u2028',
    '\u2029',
    '\u202a',
    '\u202e',
    '\u2060',
    '\u2066',
    '\u2069',
    '\u206a',
  ],
  ...['\u2800', '\u3000', '\u3164', '\ufe0f', '\ufeff', '\uffa0', '\ufff9', '\ufffd', '\ufffe', '\uffff', '\ud800', '\udfff', '\ue000'],
  ...[
    '\u{e0001}',
    '\u{e0041}',
    '\u{1d173}',
    '\u{f0000}',
    '\u{10ffff}',
    '\u0301',
    '\u0327',
    '\u0345',
    '\u1ab0',
    '\u20dd',
    '\u{1d165}',
    '\u0f71',
  ],
  ...[
    'ﬁ',
    'Å',
    '①',
    'ﾊﾞ',
    'ẛ̣',
    '½',
    'ﷺ',
    'ſ',
    'İ',
    '‮',
    'é',
    'e\u0301',
    'א',
    'ع',
    '中',
    '👩‍👩‍👧',
    '🏳️‍🌈',
    '<',
    '>',
    '&',
    '"',
    "'",
    '`',
    '\\',
    ' ',
  ],
];

/** Up to `maxPieces` pieces of it. */
export function wildText(maxPieces = 30): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...troublesome) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
    { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
  );
  return fc.array(piece, { maxLength: maxPieces }).map((pieces) => pieces.join(''));
}
