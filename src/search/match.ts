/** From terms to an expression of FTS5, made of nothing but quoted texts, AND and OR: there is none that it refuses. */
import type { SearchIndex } from './index-file.ts';
import { folded, type Term } from './query.ts';
import { apart } from './scripts.ts';

/** A word that is nowhere, and the one that was looked for in its place. */
export interface Correction {
  typed: string;
  meant: string;
}

export interface Match {
  /** For each term what it stands for; none of them is empty. */
  terms: string[];
  corrections: Correction[];
}

/** What all beginnings of words in a query may stand for together: so many words, in so many posts, since ranking takes a microsecond for each. */
const [mostCompletions, mostPosts] = [8, 3_000];

/** What to look for: each term with what it may stand for, words that are nowhere replaced by what was probably meant. */
export function matchOf(terms: readonly Term[], index: SearchIndex): Match {
  const corrections: Correction[] = [];
  const beginnings = terms.filter(({ prefix }) => prefix).length;
  const expressions = terms.map(({ text, phrase, prefix }) => {
    const exact = quoted(text);
    if (phrase) return exact;
    const word = folded(text);
    const begun = prefix ? index.vocabulary.completions(word, Math.ceil(mostCompletions / beginnings), mostPosts / beginnings) : [];
    if (begun.length > 0) return `(${[exact, ...begun.filter((other) => other !== word).map(quoted)].join(' OR ')})`;
    const meant = index.has(exact) ? undefined : index.vocabulary.near(word);
    if (meant === undefined) return exact;
    corrections.push({ typed: text, meant });
    return quoted(meant);
  });
  return { terms: expressions, corrections };
}

/** Everything at once, or anything of it. */
export function joined(terms: readonly string[], by: 'AND' | 'OR'): string {
  return terms.join(` ${by} `);
}

function quoted(text: string): string {
  return `"${apart(text.replaceAll('"', ' '))}"`;
}
