/** The card of a page: the picture that stands for it where its address is shared. What is on it, and its address. */
import { createHash } from 'node:crypto';
import { paths } from '../paths.ts';
import { site } from '../site.ts';

/** What a card says, besides the name of the site. */
export interface Card {
  title: string;
  /** Who wrote it, as readers see the name. */
  by?: string | undefined;
  /** What else stands in the line at its foot: a date, a role, the tagline. */
  note?: string | undefined;
}

/** A picture for shared links, with what Open Graph says of it. */
export interface SharedImage {
  /** Its path on this site. */
  src: string;
  type: 'image/png' | 'image/jpeg';
  width: number;
  height: number;
  alt: string;
}

/** A card that is wanted, and the path of a page that it stands for. */
export interface CardOrder {
  card: Card;
  page: string;
}

/** Pixels, as sharing sites ask for: 1.91 to 1. */
export const cardSize = { width: 1_200, height: 630 } as const;

declare global {
  /** The cards that pages of a running build or preview refer to, by the names of their files; none in the site that serves. */
  var cardOrders: Map<string, CardOrder> | undefined;
}

/** A hash of all that cards look like, put here by the build: with another look they have other addresses. */
declare const CARD_DESIGN: string;

/**
 * The image of a page's card, which a running build or preview will then make. Everywhere else this is only where it is: its name is a
 * hash of what it says and of the design.
 */
export function orderCard(page: string, card: Card): SharedImage {
  const design = typeof CARD_DESIGN === 'undefined' ? '' : CARD_DESIGN;
  const words = JSON.stringify([design, site.name, card.title, footOf(card)]);
  const file = `card.${createHash('sha256').update(words).digest('hex').slice(0, 16)}.png`;
  globalThis.cardOrders?.set(file, { card, page });
  return { src: paths.card(file), type: 'image/png', ...cardSize, alt: altOf(card) };
}

/** The line at the foot of a card. */
export function footOf({ by, note }: Card): string {
  return [by, note].filter(Boolean).join(' · ');
}

function altOf({ title, by, note }: Card): string {
  const parts = [`“${title}”${by ? ` by ${by}` : ''}`, ...(note ? [note] : []), ...(title === site.name ? [] : [site.name])];
  return `${parts.join('. ')}.`;
}
