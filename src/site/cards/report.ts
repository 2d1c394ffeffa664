/** What a build says of its cards. */
import type { AstroIntegrationLogger } from 'astro';
import type { Incomplete, Made } from './make.ts';

/** Says what was made, and of every card that is not complete which characters it lacks and which fonts have them. */
export function report({ drawn, kept, incomplete }: Made, logger: Pick<AstroIntegrationLogger, 'info' | 'warn'>): void {
  logger.info(`${drawn} made, ${kept} kept from before`);
  for (const card of incomplete) logger.warn(explain(card));
}

/** `The card of /2026/11/on-fire/ cannot show 漢 (U+6F22) …` */
export function explain({ page, missing }: Incomplete): string {
  const shown = missing.slice(0, 8).map((character) => `${character} (U+${codeOf(character)})`);
  const more = missing.length > shown.length ? ` and ${missing.length - shown.length} more` : '';
  const packages = [...new Set(missing.map(packageFor))].join(' ');
  return `The card of ${page} cannot show ${shown.join(', ')}${more}: no font on this machine has it. Install fonts that do (Debian: ${packages}) and build again.`;
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

/** What Debian calls the fonts that have a character. */
function packageFor(character: string): string {
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u.test(character))
    return 'fonts-noto-cjk';
  return /[\p{Extended_Pictographic}\p{Regional_Indicator}]/u.test(character) ? 'fonts-noto-color-emoji' : 'fonts-noto-core';
}
