/** Guesses what was meant by a word that does not exist. */
import { quoted } from './mistake.ts';

/** ` Did you mean “mike-moran”?`, beginning with a space, or nothing when no candidate is close. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = nearest(word, candidates);
  return near === undefined ? '' : ` Did you mean ${quoted(near)}?`;
}

/** The candidate with the fewest typing errors between it and `word`, at most one in three letters and never more than six. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let limit = Math.min(6, Math.floor(wanted.length / 3));
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) > limit) continue;
    const errors = typingErrors(wanted, candidate.toLowerCase(), limit);
    if (errors > limit || (errors === limit && best !== undefined)) continue;
    best = candidate;
    limit = errors;
  }
  return best;
}

/** Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`; infinitely many when they are more than `limit`. */
function typingErrors(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let fewest = row;
    for (let column = 1; column <= b.length; column++) {
      const substitution = at(last, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swap = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] ? at(beforeLast, column - 2) + 1 : Infinity;
      const errors = Math.min(at(last, column) + 1, at(current, column - 1) + 1, substitution, swap);
      current.push(errors);
      fewest = Math.min(fewest, errors);
    }
    if (fewest > limit + 1) return Infinity;
    [beforeLast, last] = [last, current];
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
