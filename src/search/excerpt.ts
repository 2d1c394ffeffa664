/** From marked text to what readers are shown of it. */
import { together } from './scripts.ts';

/** The characters between which the index puts what matched, and the one between sections; no indexed text has them. */
export const marks = { open: '\u0002', close: '\u0003', section: '\u001e' } as const;

/** A stretch of text that matched, or did not. */
export interface Piece {
  text: string;
  marked: boolean;
}

/** Characters of an excerpt, and how far before the first match it may begin, to begin with a sentence. */
const [longest, leadIn] = [240, 90];

/** The sections of a marked text. A match that reaches over the end of a section goes on in the next. */
export function readMarked(text: string): Piece[][] {
  const sections: Piece[][] = [[]];
  let marked = false;
  for (const part of together(text).split(/([\u0002\u0003\u001e])/)) {
    if (part === marks.open || part === marks.close) marked = part === marks.open;
    else if (part === marks.section) sections.push([]);
    else if (part !== '') sections.at(-1)?.push({ text: part, marked });
  }
  return sections;
}

/** How many different words are marked. */
export function distinct(pieces: readonly Piece[]): number {
  return new Set(pieces.flatMap(({ text, marked }) => (marked ? [text.toLowerCase()] : []))).size;
}

/** The part of a text with the most of what was looked for, cut between words, with an ellipsis where something is left out. */
export function excerptOf(pieces: readonly Piece[]): Piece[] {
  const text = pieces.map((piece) => piece.text).join('');
  const begin = beginning(text, densest(pieces));
  const end = ending(text, begin + longest);
  const shown: Piece[] = begin > 0 ? [{ text: '… ', marked: false }] : [];
  let place = 0;
  for (const piece of pieces) {
    const cut = piece.text.slice(Math.max(0, begin - place), Math.max(0, end - place));
    if (cut !== '') shown.push({ text: cut.toWellFormed(), marked: piece.marked });
    place += piece.text.length;
  }
  if (end < text.length) shown.push({ text: ' …', marked: false });
  return shown;
}

/** Where the stretch begins in which the most different words are marked; the first of several. */
function densest(pieces: readonly Piece[]): number {
  const found: { word: string; place: number }[] = [];
  let place = 0;
  for (const { text, marked } of pieces) {
    if (marked) found.push({ word: text.toLowerCase(), place });
    place += text.length;
  }
  const inside = new Map<string, number>();
  let [best, most, next] = [found[0]?.place ?? 0, 0, 0];
  for (const { word, place: from } of found) {
    for (let later = found[next]; later && later.place < from + longest - leadIn; later = found[next]) {
      inside.set(later.word, (inside.get(later.word) ?? 0) + 1);
      next += 1;
    }
    if (inside.size > most) [best, most] = [from, inside.size];
    const left = (inside.get(word) ?? 1) - 1;
    if (left > 0) inside.set(word, left);
    else inside.delete(word);
  }
  return best;
}

function beginning(text: string, match: number): number {
  if (match <= leadIn) return 0;
  const before = text.slice(match - leadIn, match);
  const sentence = [...before.matchAll(/[.!?:]\s+|[。！？]/g)].at(-1);
  if (sentence) return match - leadIn + sentence.index + sentence[0].length;
  const word = /\s/.exec(before.slice(leadIn / 2));
  return match - leadIn / 2 + (word ? word.index + 1 : leadIn / 2);
}

function ending(text: string, latest: number): number {
  if (text.length <= latest) return text.length;
  const space = text.lastIndexOf(' ', latest);
  return space > latest - leadIn ? space : latest;
}
