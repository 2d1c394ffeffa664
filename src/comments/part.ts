import type { Part } from './thread.ts';

/** The part of a discussion an address asks for; anything that is not a number asks for the beginning. */
export function partOf(query: URLSearchParams): Part {
  const root = numberIn(query, 'thread');
  if (root !== undefined) return { thread: { root, after: numberIn(query, 'after') ?? 0 } };
  return { from: numberIn(query, 'from'), until: numberIn(query, 'until') };
}

/** A whole number above zero in a query, if one is there. */
export function numberIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name) ?? '';
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}
