/** What the address of the search page asks for. */
import { paths } from '../site/paths.ts';

/** The ways to narrow a search, by their names in the address. */
export const facets = ['year', 'category', 'tag', 'author'] as const;
export type Facet = (typeof facets)[number];

export interface Asked {
  /** What was typed, on one line and at most `longestQuery` characters of it. */
  text: string;
  /** One value for each facet at most. */
  filters: Partial<Record<Facet, string>>;
  /** From 1. */
  page: number;
}

export const longestQuery = 200;
const longestFilter = 120;

/** Reads the query of an address. Anything can be read: what makes no sense is left out. */
export function readAsked(query: URLSearchParams): Asked {
  const filters: Asked['filters'] = {};
  for (const facet of facets) {
    const value = line(query.get(facet), longestFilter).trim();
    if (value !== '') filters[facet] = value;
  }
  const page = query.get('page') ?? '';
  return { text: line(query.get('q'), longestQuery), filters, page: /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1 };
}

/** The address that asks for this. */
export function addressOf({ text, filters, page }: Asked): string {
  return paths.search({ q: text, ...filters, page: page > 1 ? String(page) : undefined });
}

function line(text: string | null, longest: number): string {
  return (text ?? '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trimStart()
    .slice(0, longest)
    .toWellFormed();
}
