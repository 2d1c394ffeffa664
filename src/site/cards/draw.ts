/** Draws a card: paper, the site's name in small capitals over a hairline, the title as large as it fits, who wrote it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type OverlayOptions } from 'sharp';
import { site } from '../site.ts';
import { type Card, cardSize, footOf } from './card.ts';
import { fit, type Place } from './fit.ts';
import { settable } from './glyphs.ts';
import type { Face, Ink } from './type.ts';
import { isRightToLeft, maySpace, plainLine } from './words.ts';

/** A card as a PNG, and the characters of it that no font at hand has: what they stand in is not on it. */
export interface Drawn {
  png: Buffer;
  missing: string[];
}

const { width, height } = cardSize;
const margin = 80;
const measure = width - 2 * margin;
const nameTop = 74;
const ruleTop = 128;
const titleTop = 182;
const footTop = 520;
const accentWidth = 72;

const places = {
  name: { width: measure, height: 40, sizes: [38, 32, 26] },
  title: { width: measure, height: footTop - titleTop - 36, sizes: [124, 112, 101, 91, 82, 74, 67, 60, 54, 48] },
  foot: { width: measure, height: 48, sizes: [38, 34, 30, 26] },
} satisfies Record<string, Place>;

const colours = coloursOf(readFileSync(join(import.meta.dirname, '../styles/tokens.css'), 'utf8'));
const large: Omit<Face, 'size'> = { family: 'Source Serif 4 Display Semi-Bold', colour: colours.ink };
const small: Omit<Face, 'size'> = { family: 'Source Serif 4', colour: colours.inkSoft, attributes: 'font_features="onum=1"' };

/** Draws a card. What cannot be set is left out, and the next takes its place: the author's name, in the end the site's. */
export async function draw(card: Card): Promise<Drawn> {
  const wanted = [card.title, footOf(card), site.name].map(plainLine);
  const [title, foot, name] = await Promise.all(wanted.map(settable));
  const texts = [title, foot, name].flatMap((found) => found?.text ?? []);
  const [head, ...rest] = new Set(texts);
  const atFoot = rest.find((text) => text === foot?.text);
  const atTop = rest.find((text) => text === name?.text && text !== foot?.text);
  const alignment = isRightToLeft(head ?? '') ? 'right' : 'left';
  const missing = [...new Set([title, foot, name].flatMap((found) => found?.missing ?? []))];
  const parts = [
    ...place(atTop === undefined ? null : await fit(atTop, capitals(atTop), places.name), nameTop, alignment),
    { input: rectangle(measure, 2, colours.line), left: margin, top: ruleTop },
    {
      input: rectangle(accentWidth, 6, colours.accent),
      left: alignment === 'left' ? margin : width - margin - accentWidth,
      top: ruleTop - 2,
    },
    ...place(head === undefined ? null : await fit(head, large, places.title), titleTop, alignment),
    ...place(atFoot === undefined ? null : await fit(atFoot, small, places.foot), footTop, alignment),
  ];
  const page = sharp(rectangle(width, height, colours.paper));
  return { png: await page.composite(parts).removeAlpha().png({ palette: true, compressionLevel: 6, dither: 0 }).toBuffer(), missing };
}

/** The colours of the light theme. @throws Error when tokens.css no longer has them. */
function coloursOf(css: string): { ink: string; inkSoft: string; paper: string; line: string; accent: string } {
  const token = (name: string) => {
    const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}),`).exec(css)?.[1];
    if (!found) throw new Error(`tokens.css has no color --${name} for light and dark, with six digits, which cards are drawn in.`);
    return found;
  };
  return { ink: token('ink'), inkSoft: token('ink-soft'), paper: token('paper'), line: token('line'), accent: token('accent') };
}

function capitals(text: string): Omit<Face, 'size'> {
  const spacing = maySpace(text) ? ' letter_spacing="3600"' : '';
  return { ...small, attributes: `font_features="smcp=1,c2sc=1"${spacing}` };
}

/** A rectangle of one colour. */
function rectangle(across: number, down: number, background: string) {
  return { create: { width: across, height: down, channels: 4 as const, background } };
}

function place(ink: Ink | null, top: number, alignment: 'left' | 'right'): OverlayOptions[] {
  if (!ink) return [];
  const raw = { width: ink.width, height: ink.height, channels: 4 as const };
  return [{ input: ink.data, raw, left: alignment === 'left' ? margin : width - margin - ink.width, top }];
}
