/** What the build wrote, as a browser would read it. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Element, Nodes, Root } from 'hast';
import { rehype } from 'rehype';
import { visit } from 'unist-util-visit';
import { root } from './site.ts';

const directory = join(root, 'dist/client');

/** A built page: where it is served, its source and its tree. */
export interface BuiltPage {
  address: string;
  html: string;
  tree: Root;
}

/** Every file of the build, from its root. */
export function builtFiles(): string[] {
  return globSync('**/*.*', { cwd: directory }).map((file) => file.replaceAll('\\', '/'));
}

/** The bytes of a built file. */
export function builtFile(file: string): Buffer {
  return readFileSync(join(directory, file));
}

/** Every page of the build. */
export function builtPages(): BuiltPage[] {
  return builtFiles()
    .filter((file) => file.endsWith('.html'))
    .map((file) => readPage(`/${file.replace(/(^|\/)index\.html$/, '$1')}`, builtFile(file).toString()));
}

/** Pages for readers and search engines: all but those that stand in for a page that is not there. */
export function listedPages(): BuiltPage[] {
  return builtPages().filter(isListed);
}

/** Whether a page is for search engines to list. */
export function isListed({ address }: BuiltPage): boolean {
  return !/^\/((404|500)\.html|search\/|offline\/)$/.test(address);
}

/** Whether a page is a post's. */
export function isPost({ address }: BuiltPage): boolean {
  return /^\/\d{4}\/\d{2}\/[^/]+\/$/.test(address);
}

/** What the `<meta>` of this property or name say. */
export function metaOf({ tree }: BuiltPage, key: string): string[] {
  return named(tree, 'meta')
    .filter((element) => [attribute(element, 'property'), attribute(element, 'name')].includes(key))
    .map((element) => attribute(element, 'content'));
}

/** A page from its source. */
export function readPage(address: string, html: string): BuiltPage {
  return { address, html, tree: rehype().parse(html) };
}

/** The elements a test chooses, in the order of the page. */
export function elementsOf(tree: Nodes, isWanted: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  visit(tree, 'element', (element) => {
    if (isWanted(element)) found.push(element);
  });
  return found;
}

/** The elements of a name. */
export function named(tree: Nodes, ...names: string[]): Element[] {
  return elementsOf(tree, ({ tagName }) => names.includes(tagName));
}

/** The text inside, as it stands there. */
export function rawText(tree: Nodes | undefined): string {
  let text = '';
  if (tree) visit(tree, 'text', ({ value }) => void (text += value));
  return text;
}

/** The text inside, white space folded. */
export function textIn(tree: Nodes | undefined): string {
  return rawText(tree).replace(/\s+/g, ' ').trim();
}

/** An attribute as text; empty when it is not there. */
export function attribute(element: Element | undefined, name: string): string {
  const value = element?.properties[name];
  return Array.isArray(value) ? value.join(' ') : typeof value === 'string' ? value : '';
}
