/**
 * A sketch of what a text says, by which nearly identical texts are found without comparing them all: MinHash, in bands
 * (Broder 1997; Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, chapter 3). Two texts that share half of their
 * words and pairs of words are found with three chances in four, with four fifths of them practically always.
 */
import { createHash } from 'node:crypto';
import { sameLook } from './look-alike.ts';

/** The least value of each of `rows` orders over everything a text says. */
export type Sketch = Uint32Array;

/** What a text says: its sketch, and how much that is. */
export interface Gist {
  sketch: Sketch;
  /** Different words and pairs of words. */
  size: number;
}

const bands = 10;
const rowsPerBand = 3;
const rows = bands * rowsPerBand;
/** From here on a text says enough that another one like it is no coincidence. */
export const enoughToCompare = 12;
/** The most of a text that is looked at. */
const mostPieces = 2_000;

/** What a text says, whatever its capitals, numbers, addresses, small words and letters that merely look different. */
export function gistOf(text: string): Gist {
  const pieces = piecesOf(text);
  const sketch = new Uint32Array(rows).fill(0xffffffff);
  for (const piece of pieces) {
    const [one, other] = hashes(piece);
    for (let row = 0; row < rows; row += 1) {
      const value = stirred(one + Math.imul(row, other));
      if (value < (sketch[row] ?? 0)) sketch[row] = value;
    }
  }
  return { sketch, size: pieces.size };
}

/** The keys a text is found by: nearly identical texts share at least one. */
export function keysOf(sketch: Sketch): number[] {
  return Array.from({ length: bands }, (_, band) => {
    const rows = sketch.subarray(band * rowsPerBand, (band + 1) * rowsPerBand);
    return digest(`${band} ${rows.join(' ')}`).readUIntBE(0, 6);
  });
}

/** How much two texts share of what they say, from 0 to 1, as their sketches tell. */
export function overlapOf(one: Sketch, other: Sketch): number {
  return one.reduce((equal, value, row) => equal + (value === other[row] ? 1 : 0), 0) / rows;
}

/** A sketch as a word, and back. */
export function writeSketch(sketch: Sketch): string {
  return Buffer.from(sketch.buffer).toString('base64url');
}

/** The sketch a word was written from. */
export function readSketch(word: string): Sketch {
  const bytes = Buffer.from(word, 'base64url');
  return Uint32Array.from({ length: rows }, (_, row) => bytes.readUInt32LE(row * 4));
}

/** A name for what a text says: the same sketch always has the same. */
export function nameOf(sketch: Sketch): string {
  return digest(writeSketch(sketch)).toString('base64url').slice(0, 12);
}

function piecesOf(text: string): Set<string> {
  const words = (
    text
      .normalize('NFKC')
      .replace(/https?:\S+|www\.\S+/giu, ' ')
      .match(/[\p{L}\p{M}]+/gu) ?? []
  )
    .slice(0, mostPieces)
    .flatMap((word) =>
      /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}/u.test(word) ? pairsOfLetters(word) : [sameLook(word)],
    );
  const telling = words.filter((word) => word.length > 3 || /[^\p{ASCII}]/u.test(word));
  // A short text is what it is, word by word.
  const counted = telling.length < 4 ? words : telling;
  const pieces = new Set(counted.flatMap((word, index) => [word, `${counted[index - 1] ?? ''} ${word}`]));
  return pieces.size > 0 ? pieces : new Set([text.trim()]);
}

function pairsOfLetters(word: string): string[] {
  const letters = [...word];
  return letters.length < 2 ? letters : letters.slice(1).map((letter, index) => `${letters[index] ?? ''}${letter}`);
}

function hashes(piece: string): [number, number] {
  const bytes = digest(piece);
  return [bytes.readUInt32LE(0), bytes.readUInt32LE(4) | 1];
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** The finaliser of MurmurHash3: every bit of the input counts for every bit of the output. */
function stirred(value: number): number {
  let stir = value | 0;
  stir = Math.imul(stir ^ (stir >>> 16), 0x85ebca6b);
  stir = Math.imul(stir ^ (stir >>> 13), 0xc2b2ae35);
  return (stir ^ (stir >>> 16)) >>> 0;
}
