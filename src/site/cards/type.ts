/** Type set by Pango, which shapes and breaks every script, with the fonts that `fonts.conf` names. */
import { join } from 'node:path';
import sharp from 'sharp';

export interface Face {
  family: 'Source Serif 4 Display Semi-Bold' | 'Source Serif 4';
  /** Pixels. */
  size: number;
  colour: string;
  /** Attributes of Pango's markup: features, letter spacing. */
  attributes?: string;
}

/** Text as a picture of exactly its ink. */
export interface Ink {
  data: Buffer;
  width: number;
  height: number;
}

// Read when the first text is set. Not the machine's own configuration: there may be none, as in a slim container.
Object.assign(process.env, {
  FONTCONFIG_FILE: join(import.meta.dirname, '../fonts/fonts.conf'),
  PANGOCAIRO_BACKEND: 'fontconfig',
});

/** The height of a line, in that of the face: close, as large type is set. */
const lineHeight = 0.84;

/**
 * Sets markup in lines of at most so many pixels, where words allow it; with `breakWords` they are broken where nothing else helps.
 * Null when there is nothing to see, or more than any picture holds.
 */
export async function set(markup: string, face: Face, width?: number, breakWords = false): Promise<Ink | null> {
  const made = await orNull(textOf(markup, face, width, breakWords).raw().toBuffer({ resolveWithObject: true }));
  return made && { data: made.data, width: made.info.width, height: made.info.height };
}

/** How large the ink of `set` would be, in pixels. */
export async function measure(markup: string, face: Face, width?: number, breakWords = false): Promise<Omit<Ink, 'data'> | null> {
  return orNull(textOf(markup, face, width, breakWords).metadata());
}

async function orNull<T>(made: Promise<T>): Promise<T | null> {
  try {
    return await made;
  } catch (error) {
    if (error instanceof Error && /no text to render|typically too big/.test(error.message)) return null;
    throw error;
  }
}

function textOf(markup: string, { family, size, colour, attributes = '' }: Face, width: number | undefined, breakWords: boolean) {
  const text = `<span foreground="${colour}" line_height="${lineHeight}" ${attributes}>${markup}</span>`;
  const lines = width === undefined ? {} : { width, wrap: breakWords ? ('word-char' as const) : ('word' as const) };
  return sharp({ text: { text, font: `${family} ${size}`, dpi: 72, rgba: true, ...lines } });
}
