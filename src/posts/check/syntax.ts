/** What MDX could not read, in words for people who write prose. */
import type { Finding, Place } from './mistake.ts';
import { readProse } from './prose.ts';

const brace = 'An opening brace begins JavaScript. For a brace in the text write \\{, or put it in `code`.';
const angle = 'A less-than sign begins an element. For the sign itself write \\<, or put it in `code`.';
const notPlain = 'A line that begins with “import” or “export” is taken for JavaScript, and this is none.';

/** What stopped the parsing of `text`, and where: the place of what was left open rather than that of the end. */
export function explainSyntax(error: unknown, text: string): Finding {
  if (error instanceof RangeError) return { ...firstWord(text), message: 'The text is nested too deeply to be read. Make it flatter.' };
  const place = placeOf(error) ?? firstWord(text);
  const reason = reasonOf(error);
  const open = /for `(<[^`]*>)` \((\d+):(\d+)/.exec(reason);
  if (open) return { line: Number(open[2]), column: Number(open[3]), message: unclosed(open[1] ?? '', reason, place) };
  if (isOpenBrace(reason)) return { ...(openBrace(text) ?? place), message: `This brace is not closed. ${brace}` };
  return { ...place, message: explained(reason) };
}

function explained(reason: string): string {
  if (reason.includes('import/exports')) return `${notPlain} Nothing is imported here; if it is prose, begin the line with another word.`;
  if (reason.includes('acorn')) return `What stands between these braces is not JavaScript. ${brace}`;
  if (reason.includes('`!` (U+0021) before name')) return 'MDX has no HTML comments. Write {/* … */}.';
  if (reason.includes('create a link')) return 'An address in angle brackets is not a link in MDX. Write [text](address).';
  if (reason.includes('before attribute value')) return 'The value of this attribute needs quotes around it.';
  if (reason.includes('before name')) return `This is not the name of an element. ${angle}`;
  if (reason.includes('closing slash'))
    return 'An element is closed here that is not open. Remove this tag, or open the element before it.';
  return `The text cannot be read here: ${reason.replaceAll(/\s+/g, ' ').replace(/\.?$/, '.')} ${angle}`;
}

function unclosed(tag: string, reason: string, { line, column }: Place): string {
  if (/^<(area|br|col|embed|hr|img|input|link|meta|source|track|wbr)>$/.test(tag))
    return `${tag} needs a slash before its end: ${tag.replace('>', ' />')}`;
  const close = tag.replace('<', '</').replace(/\s.*>/, '>');
  const wrong = /closing tag `(<[^`]*>)`/.exec(reason)?.[1];
  if (wrong) return `${tag} is opened here, but what is closed at ${line}:${column} is ${wrong}. Write ${close} there.`;
  return `${tag} is not closed where it should be. Write ${close}: either on a line of its own, as ${tag} then is too, or in the same paragraph.`;
}

function isOpenBrace(reason: string): boolean {
  return reason.includes('corresponding closing brace for `{`');
}

/** The last brace before which nothing is open. MDX itself only says that the text ends too early. */
function openBrace(text: string): Place | undefined {
  for (let at = text.lastIndexOf('{'); at !== -1; at = at === 0 ? -1 : text.lastIndexOf('{', at - 1)) {
    const before = text.slice(0, at);
    if (isOpenBrace(failureOf(before))) continue;
    return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
  }
  return undefined;
}

function failureOf(text: string): string {
  try {
    readProse(text, () => undefined);
    return '';
  } catch (error) {
    return reasonOf(error);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'reason' in error && typeof error.reason === 'string' ? error.reason : error.message;
}

function placeOf(error: unknown): Place | undefined {
  if (!(error instanceof Error && 'line' in error && 'column' in error)) return undefined;
  return typeof error.line === 'number' && typeof error.column === 'number' ? { line: error.line, column: error.column } : undefined;
}

function firstWord(text: string): Place {
  const before = /^\s*/.exec(text)?.[0] ?? '';
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
}
