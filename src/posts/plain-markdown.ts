/** MDX as plain Markdown: what the author wrote, letter for letter, but for elements, JavaScript's leftovers and addresses. */
import { createProcessor } from '@mdx-js/mdx';
import type { Nodes, Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import remarkGfm from 'remark-gfm';
import { visit } from 'unist-util-visit';
import { attribute, literalIn } from './check/prose.ts';
import { asMarkdown } from './elements/markdown.ts';

/** The full form of an address that is none as it stands in a text: a path on the site, or a picture's file beside the post. */
export type AddressOf = (url: string) => string | Promise<string>;

/**
 * Rewrites the elements of a text as Markdown and its addresses in full. Throws at text that is not MDX, which the check has found before.
 * @see https://spec.commonmark.org
 */
export async function plainMarkdown(mdx: string, addressOf: AddressOf): Promise<string> {
  // `parse` and not `process`: positions in the source are all that is needed.
  const tree = createProcessor({ format: 'mdx', remarkPlugins: [remarkGfm] }).parse(mdx) as Root; // MDX is parsed to a tree of Markdown
  const addresses = new Map<string, string>();
  visit(tree, (node) => {
    for (const url of urlsOf(node)) addresses.set(url, '');
  });
  for (const url of addresses.keys()) addresses.set(url, isFull(url) ? url : await addressOf(url));
  return new Writer(mdx, addresses).write(tree).trim();
}

type Element = MdxJsxFlowElement | MdxJsxTextElement;

class Writer {
  readonly #source: string;
  readonly #addresses: ReadonlyMap<string, string>;

  constructor(source: string, addresses: ReadonlyMap<string, string>) {
    this.#source = source;
    this.#addresses = addresses;
  }

  /** The source of a node, with whatever in it has to be written differently. */
  write(node: Nodes): string {
    const written = this.#rewrite(node);
    return written ?? this.#between(node, startOf(node), endOf(node));
  }

  #between(node: Nodes, start: number, end: number): string {
    let text = '';
    let at = start;
    for (const child of 'children' in node ? node.children : []) {
      text += this.#source.slice(at, startOf(child)) + this.write(child);
      at = endOf(child);
    }
    return text + this.#source.slice(at, end);
  }

  #rewrite(node: Nodes): string | undefined {
    switch (node.type) {
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        return literalIn(node.data?.estree) ?? '';
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        return this.#element(node);
      case 'link':
        return this.#moved(node.url) && `[${this.#inside(node)}](${this.#target(node.url, node.title)})`;
      case 'image':
        return `![${label(node.alt ?? '')}](${this.#target(node.url, node.title)})`;
      case 'definition':
        return this.#moved(node.url) && `[${node.label ?? node.identifier}]: ${this.#target(node.url, node.title)}`;
      default:
        return undefined;
    }
  }

  #element(node: Element): string | undefined {
    const write = Object.entries(asMarkdown).find(([name]) => name === node.name)?.[1];
    if (write) return this.#block(node, write(this.#inside(node), attributesOf(node)));
    const url = attribute(node, node.name === 'a' ? 'href' : 'src');
    if (node.name === 'a' && url !== undefined) return `[${this.#inside(node)}](${this.#target(url)})`;
    if (node.name === 'img' && url !== undefined) return `![${label(attribute(node, 'alt') ?? '')}](${this.#target(url)})`;
    return undefined;
  }

  /** What stands inside an element, moved to the beginning of its lines. */
  #inside(node: Extract<Nodes, { children: unknown }>): string {
    const [first, last] = [node.children[0], node.children.at(-1)];
    if (!first || !last) return '';
    const indent = this.#before(first);
    return this.#between(node, startOf(first), endOf(last))
      .split('\n')
      .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trim() === '' ? '' : line))
      .join('\n');
  }

  /** A block in the place of an element: where that stands in a list or a quotation, so does each line. */
  #block(node: Element, text: string): string {
    return text.replaceAll('\n', `\n${this.#before(node)}`);
  }

  /** What lines after the first begin with where a node stands: blanks, and the signs of quotations around it. */
  #before(node: Nodes): string {
    const start = startOf(node);
    const line = this.#source.slice(this.#source.lastIndexOf('\n', start - 1) + 1, start);
    return /^[\s>*+\d.)-]*$/.test(line) ? line.replace(/[^>\s]/g, ' ') : '';
  }

  #target(url: string, title?: string | null): string {
    const address = this.#addresses.get(url) ?? url;
    const target = /[\s()<>]/.test(address) ? `<${encodeURI(decodeURI(address)).replace(/[<>]/g, encodeURIComponent)}>` : address;
    return title ? `${target} "${title.replace(/["\\]/g, '\\$&')}"` : target;
  }

  /** Undefined when an address is full already, so that what the author wrote stays. */
  #moved(url: string): true | undefined {
    return this.#addresses.get(url) === url ? undefined : true;
  }
}

function isFull(url: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(url);
}

function urlsOf(node: Nodes): string[] {
  if (node.type === 'link' || node.type === 'image' || node.type === 'definition') return [node.url];
  if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return [];
  return [attribute(node, 'href'), attribute(node, 'src')].filter((url) => url !== undefined);
}

function attributesOf(node: Element): Record<string, string> {
  const names = node.attributes.flatMap((found) => (found.type === 'mdxJsxAttribute' ? [found.name] : []));
  return Object.fromEntries(names.map((name) => [name, attribute(node, name) ?? '']));
}

function label(text: string): string {
  return text.replace(/[[\]\\]/g, '\\$&').replace(/\s+/g, ' ');
}

function startOf(node: Nodes): number {
  return node.position?.start.offset ?? 0;
}

function endOf(node: Nodes): number {
  return node.position?.end.offset ?? 0;
}
