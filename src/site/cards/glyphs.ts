/**
 * Whether there are letters for a text. Pango draws a box with the character's number where no font has it, so a character is set alone
 * and looked at: what is drawn inside the very frame that a character gets which none can have is such a box.
 */
import { graphemesOf } from './words.ts';
import { type Face, type Ink, set } from './type.ts';

const face: Face = { family: 'Source Serif 4 Display Semi-Bold', size: 40, colour: '#000' };
/** Noncharacters, which Unicode keeps from all fonts: one of four digits, one of more. */
const inNoFont = ['\u{fdd0}', '\u{1fffe}'];
/** What our own faces have for certain. */
const own = /^[ -~]$/;
const unseen = /^[\p{Z}\p{Default_Ignorable_Code_Point}]$/u;
const visible = /[^\p{Z}\p{C}\p{M}]/u;
/** What a text is whole without: signs and emoji, with what makes a key of a digit. */
const sign = /^[\p{S}\p{P}\p{Extended_Pictographic}\p{Regional_Indicator}\u20e3]$/u;

const looks = new Map<string, Promise<Ink | null>>();
const frames = new Map<string, string | null>();

/** What of a text can be set. */
export interface Settable {
  /** The text without the signs that no font has; null when it has letters that none has, or nothing else. */
  text: string | null;
  /** Characters that no font has, each once. */
  missing: string[];
}

/** Finds what of a text the fonts at hand can set. A missing letter spoils the text, a missing sign or emoji is left out of it. */
export async function settable(text: string): Promise<Settable> {
  const missing = new Set<string>();
  for (const character of new Set(text)) if (!(await hasGlyph(character))) missing.add(character);
  if (missing.size === 0) return { text: visible.test(text) ? text : null, missing: [] };
  const hasAll = (grapheme: string) => ![...grapheme].some((character) => missing.has(character));
  const rest = [...missing].every((character) => sign.test(character)) ? graphemesOf(text).filter(hasAll).join('') : '';
  return { text: /[\p{L}\p{N}]/u.test(rest) ? rest.replace(/ {2,}/g, ' ').trim() : null, missing: [...missing] };
}

async function hasGlyph(character: string): Promise<boolean> {
  if (own.test(character) || unseen.test(character)) return true;
  const look = await lookOf(character);
  if (!look) return false;
  for (const nothing of inNoFont) if (frameOf(character, look) === frameOf(nothing, await lookOf(nothing))) return false;
  return true;
}

function lookOf(character: string): Promise<Ink | null> {
  const known = looks.get(character) ?? set(character, face);
  looks.set(character, known);
  return known;
}

/** The outermost pixels of a picture, where a box has its lines and no digit. */
function frameOf(character: string, look: Ink | null): string | null {
  const known = frames.get(character);
  if (known !== undefined || !look) return known ?? null;
  const { data, width, height } = look;
  const channels = data.length / (width * height);
  const edge = Array.from(data).filter((_, byte) => {
    const [x, y] = [Math.floor(byte / channels) % width, Math.floor(byte / channels / width)];
    return Math.min(x, y, width - 1 - x, height - 1 - y) < 2;
  });
  const frame = `${width} × ${height}: ${edge.join()}`;
  frames.set(character, frame);
  return frame;
}
