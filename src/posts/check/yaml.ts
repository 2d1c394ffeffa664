/** The YAML of a frontmatter: its values, what cannot be read in it, and the place of everything. */
import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLError } from 'yaml';
import { type Finding, type Place, quoted } from './mistake.ts';

/** A path into frontmatter: `['image', 'alt']`, `['tags', 0]`. */
export type Path = readonly (string | number)[];

export interface Yaml {
  /** The values, dates as text; undefined when they cannot be read, which `findings` explains. */
  data: Record<string, unknown> | undefined;
  findings: Finding[];
  /** Where a value (or its key) stands; what is missing stands where the thing around it does, and at last in the line above the first. */
  place(path: Path, part?: 'key' | 'value'): Place;
}

/** Reads YAML that begins under the line `lineAbove` of its file. Never throws. */
export function readYaml(yaml: string, lineAbove: number): Yaml {
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter, prettyErrors: false, logLevel: 'silent' });
  const placeOf = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: Math.max(line, 1) + lineAbove, column: Math.max(col, 1) };
  };
  const top = { line: lineAbove, column: 1 };
  const place = (path: Path, part: 'key' | 'value' = 'value'): Place => {
    if (path.length === 0) return top;
    const offset = offsetOf(document, path, part);
    return offset === undefined ? place(path.slice(0, -1), 'key') : placeOf(offset);
  };

  const findings = [...document.errors, ...document.warnings].map((error) => ({ ...placeOf(error.pos[0]), message: explain(error, yaml) }));
  if (document.errors.some(({ code }) => code !== 'DUPLICATE_KEY')) return { data: undefined, findings, place };
  const values = plainValues(document);
  if (typeof values !== 'string') return { data: values, findings, place };
  return { data: undefined, findings: [...findings, { ...top, message: values }], place };
}

function offsetOf(document: Document, path: Path, part: 'key' | 'value'): number | undefined {
  let here: unknown = document.contents;
  let shown: unknown;
  for (const step of path) {
    if (isAlias(here)) here = here.resolve(document);
    const pair = isMap(here) ? here.items.find(({ key }) => isScalar(key) && String(key.value) === String(step)) : undefined;
    here = pair ? pair.value : isSeq(here) && typeof step === 'number' ? here.items[step] : undefined;
    shown = pair && (part === 'key' || isEmpty(here)) ? pair.key : here;
  }
  return isNode(shown) ? startOf(shown) : undefined;
}

function isEmpty(value: unknown): boolean {
  return value === null || (isScalar(value) && value.value === null);
}

function startOf(node: Node): number | undefined {
  return node.range?.[0];
}

/** The values, or what is wrong with them as a whole. */
function plainValues(document: Document): Record<string, unknown> | string {
  try {
    const values: unknown = document.toJS() ?? {};
    return isRecord(values) ? values : 'The frontmatter is not made of keys and values. Write one on each line, as in title: On fire.';
  } catch {
    return 'The frontmatter refers to itself too often to be read. Write each value out.';
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function explain({ code, message, pos }: YAMLError | Document['warnings'][number], yaml: string): string {
  if (code === 'DUPLICATE_KEY') return `${quoted(/^[^:\n]*/.exec(yaml.slice(pos[0]))?.[0] ?? '')} is given twice. Keep one of them.`;
  if (code === 'TAB_AS_INDENT') return 'This line begins with a tab. Indent frontmatter with spaces.';
  const reason = message.replaceAll(/\s+/g, ' ').replace(/\.?\s*$/, '.');
  return `The frontmatter cannot be read here: ${reason} A text with a colon, a quotation mark, or a sign such as # or @ in it needs quotes around it.`;
}
