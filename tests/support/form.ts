/** The form of a discussion, filled in and sent in both ways a browser can, and read again when it comes back. */
import { rehype } from 'rehype';

export const encodings = ['form-encoded', 'multipart'] as const;
export type FormEncoding = (typeof encodings)[number];

/** Fields as a browser would send them. */
export function encode(encoding: FormEncoding, fields: Iterable<[string, string]> | Record<string, string>): URLSearchParams | FormData {
  const pairs = Symbol.iterator in fields ? [...fields] : Object.entries(fields);
  if (encoding === 'form-encoded') return new URLSearchParams(pairs);
  const form = new FormData();
  for (const [name, value] of pairs) form.append(name, value);
  return form;
}

interface Node {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
}

/** A page as a browser would understand it. */
export interface Page {
  title: string;
  /** What stands in a control, by its id. */
  valueOf: (id: string) => string;
  /** The words of the element with an id; undefined when there is none. */
  textOf: (id: string) => string | undefined;
  /** The names of all elements on it. */
  elements: ReadonlySet<string>;
}

export function readPage(html: string): Page {
  const all = nodesOf(rehype().parse(html) as Node); // hast, of which these are the parts that matter here
  const withId = (id: string) => all.find((node) => node.properties?.['id'] === id);
  return {
    title: words(all.find((node) => node.tagName === 'title')),
    valueOf: (id) => {
      const control = withId(id);
      return control?.tagName === 'textarea' ? words(control) : String(control?.properties?.['value'] ?? '');
    },
    textOf: (id) => {
      const node = withId(id);
      return node && words(node);
    },
    elements: new Set(all.map((node) => node.tagName ?? '')),
  };
}

function nodesOf(node: Node): Node[] {
  return [node, ...(node.children ?? []).flatMap(nodesOf)];
}

function words(node: Node | undefined): string {
  if (!node) return '';
  return node.type === 'text' ? (node.value ?? '') : (node.children ?? []).map(words).join('');
}
