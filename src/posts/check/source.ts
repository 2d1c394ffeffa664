/** A content file as it was written: frontmatter as plain values, the text under it, and where each thing stands. */
import type { Finding, Place } from './mistake.ts';
import { readYaml, type Yaml } from './yaml.ts';

/** A text of the frontmatter with its place. */
export interface Written extends Place {
  text: string;
}

export interface Source extends Yaml {
  /** From the root of the project, with forward slashes. */
  file: string;
  /** The text under the frontmatter. The lines above it are empty, so that lines count from the top of the file. */
  body: string;
}

const noFrontmatter = 'The file has no frontmatter. Begin it with a line of three hyphens, the keys (title: …), and another such line.';
const noEnd = 'The frontmatter does not end. Put a line of exactly three hyphens, and nothing else, under its last key.';

/** Takes a content file apart. Never throws: what cannot be read becomes a finding. */
export function readSource(file: string, text: string): Source {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n')
    .split('\n');
  const opening = lines.findIndex((line) => line.trim() !== '');
  if (!isFence(lines[opening])) return unreadable(file, lines.join('\n'), { line: 1, column: 1, message: noFrontmatter });
  const closing = lines.findIndex((line, index) => index > opening && line.startsWith('---'));
  if (!isFence(lines[closing])) return unreadable(file, '', { line: Math.max(opening, closing) + 1, column: 1, message: noEnd });
  const body = lines.map((line, index) => (index > closing ? line : '')).join('\n');
  return { file, body, ...readYaml(lines.slice(opening + 1, closing).join('\n'), opening + 1) };
}

/** The texts at a key of the frontmatter, one or a list, without the space around them. What is not text is left out. */
export function textsAt({ data, place }: Source, key: string): Written[] {
  const value = data?.[key];
  if (!Array.isArray(value)) return typeof value === 'string' ? [{ text: value.trim(), ...place([key]) }] : [];
  return value.flatMap((item: unknown, index) => (typeof item === 'string' ? [{ text: item.trim(), ...place([key, index]) }] : []));
}

function isFence(line: string | undefined): boolean {
  return line !== undefined && /^---\s*$/.test(line);
}

function unreadable(file: string, body: string, finding: Finding): Source {
  return { file, body, data: undefined, findings: [finding], place: () => ({ line: 1, column: 1 }) };
}
