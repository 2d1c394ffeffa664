/** The elements a post may use by name, without importing them. `names.ts` lists the same names for the check. */
import Aside from './Aside.astro';
import Figure from './Figure.astro';
import type { elementNames } from './names.ts';
import PullQuote from './PullQuote.astro';

export const elements: Record<(typeof elementNames)[number], unknown> = { Aside, Figure, PullQuote };
