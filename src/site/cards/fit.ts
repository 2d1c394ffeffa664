/**
 * Finds the size at which a text fills its place well: as large as it fits, its lines about equally long, words broken or the text
 * cut only where even the smallest size is too large.
 */
import { type Face, type Ink, measure, set } from './type.ts';
import { graphemesOf, markupOf, wordsOf } from './words.ts';

/** A place for text, in pixels. */
export interface Place {
  width: number;
  height: number;
  /** Sizes that may be used, from the largest. */
  sizes: readonly number[];
}

/** A text set so that it fits. Null when there is nothing to see of it. */
export async function fit(text: string, face: Omit<Face, 'size'>, place: Place): Promise<Ink | null> {
  const size = await largestSize(text, face, place, false);
  if (size !== null) return set(markupOf(text), { ...face, size }, await balancedWidth(text, { ...face, size }, place));
  const broken = await largestSize(text, face, { ...place, sizes: place.sizes.slice(place.sizes.length / 2) }, true);
  if (broken !== null) return set(markupOf(text), { ...face, size: broken }, place.width, true);
  const smallest = { ...face, size: place.sizes.at(-1) ?? 0 };
  const cut = await cutToFit(text, smallest, place);
  return cut === null ? null : set(markupOf(cut), smallest, place.width, true);
}

/** The largest size at which a text fits, its words whole or, if need be, broken. */
async function largestSize(text: string, face: Omit<Face, 'size'>, place: Place, breakWords: boolean): Promise<number | null> {
  let [tooLarge, fitting] = [-1, place.sizes.length];
  while (fitting - tooLarge > 1) {
    const tried = Math.floor((tooLarge + fitting) / 2);
    if (await fits(text, { ...face, size: place.sizes[tried] ?? 0 }, place, breakWords)) fitting = tried;
    else tooLarge = tried;
  }
  return place.sizes[fitting] ?? null;
}

async function fits(text: string, face: Face, { width, height }: Place, breakWords: boolean): Promise<boolean> {
  const ink = await measure(markupOf(text), face, width, breakWords);
  return ink !== null && ink.width <= width && ink.height <= height;
}

/** The least width at which the lines are as many as at the full one. */
async function balancedWidth(text: string, face: Face, { width, height }: Place): Promise<number> {
  const markup = markupOf(text);
  const full = await measure(markup, face, width);
  if (!full || full.height < 1.5 * face.size) return width;
  // Another line would add more than this; that a last line has other letters adds less.
  const most = Math.min(height, full.height + face.size / 2);
  let [tooNarrow, enough] = [Math.floor(width / 3), width];
  while (enough - tooNarrow > 12) {
    const tried = Math.round((tooNarrow + enough) / 2);
    const ink = await measure(markup, face, tried);
    if (ink && ink.width <= tried && ink.height <= most) enough = tried;
    else tooNarrow = tried;
  }
  return enough;
}

/** As many words as there is room for, or characters of a word that is too long alone, with an ellipsis. */
async function cutToFit(text: string, face: Face, place: Place): Promise<string | null> {
  for (const parts of [wordsOf(text), graphemesOf(text)]) {
    let [fitting, tooMany] = [0, parts.length];
    while (tooMany - fitting > 1) {
      const tried = Math.floor((fitting + tooMany) / 2);
      if (await fits(cutAfter(parts, tried), face, place, true)) fitting = tried;
      else tooMany = tried;
    }
    if (fitting > 0) return cutAfter(parts, fitting);
  }
  return null;
}

function cutAfter(parts: readonly string[], count: number): string {
  return `${parts
    .slice(0, count)
    .join('')
    .replace(/[\s\p{P}]+$/u, '')}…`;
}
