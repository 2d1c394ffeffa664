/** A mistake in the content: where it is, what is wrong, and what to do. */

/** A place in a file, counted from 1 as editors count. */
export interface Place {
  line: number;
  column: number;
}

/** What is wrong and what to do, in one line of plain English, at a place in a file that the context knows. */
export interface Finding extends Place {
  message: string;
}

/** A finding with its file, named from the root of the project with forward slashes. */
export interface Mistake extends Finding {
  file: string;
}

/** The mistakes by file, line and column, each once and in one line, whatever an author wrote. */
export function sorted(mistakes: readonly Mistake[]): Mistake[] {
  const clean = mistakes.map((mistake) => ({ ...mistake, message: inOneLine(mistake.message) }));
  const each = new Map(clean.map((mistake) => [lineFor(mistake), mistake])).values();
  return [...each].sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.message, b.message));
}

/** One line for each mistake, in the form that editors make clickable, then a line that counts them. */
export function formatMistakes(mistakes: readonly Mistake[]): string {
  const lines = mistakes.map(lineFor);
  const files = new Set(mistakes.map(({ file }) => file)).size;
  return [...lines, '', `${counted(mistakes.length, 'mistake')} in ${counted(files, 'file')}.`].join('\n');
}

/** `1 post`, `2 posts`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** What the author wrote, in quotation marks, on one line, shortened to 60 characters. */
export function quoted(text: string): string {
  const characters = [...inOneLine(text).trim()];
  return `“${characters.length > 60 ? `${characters.slice(0, 59).join('').trimEnd()}…` : characters.join('')}”`;
}

/** Without line ends and without what a terminal would obey. */
function inOneLine(text: string): string {
  return text.replaceAll(/[\s\p{C}]+/gu, ' ');
}

function lineFor({ file, line, column, message }: Mistake): string {
  return `${file}:${line}:${column}  ${message}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
