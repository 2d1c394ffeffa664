import type { Element, Nodes, Root } from 'hast';
import { rehype } from 'rehype';
import type { Section } from './document.ts';

const parser = rehype().data('settings', { fragment: true });
const headings = /^h[2-6]$/;
const unread = /^(script|style|template|svg)$/;
/** Elements inside a line: around every other one there is white space. */
const inline = /^(a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr)$/;

/** The words of a rendered post, section by section. Headings that cannot be linked to stay part of the text. */
export function sectionsOf(html: string): Section[] {
  const sections: Section[] = [empty('', '')];
  walk(parser.parse(html), sections);
  return sections.map(({ anchor, heading, text, code }) => ({ anchor, heading: folded(heading), text: folded(text), code: folded(code) }));
}

function walk(node: Nodes | Root, sections: Section[]): void {
  const current = sections.at(-1);
  if (!current) return;
  if (node.type === 'text') current.text += node.value;
  if (node.type === 'root') for (const child of node.children) walk(child, sections);
  if (node.type === 'element') walkElement(node, current, sections);
}

function walkElement(element: Element, current: Section, sections: Section[]): void {
  const { tagName, properties, children } = element;
  if (unread.test(tagName) || 'dataFootnoteBackref' in properties) return;
  if (headings.test(tagName) && typeof properties['id'] === 'string') {
    sections.push(empty(properties['id'], textOf(element)));
    return;
  }
  const space = inline.test(tagName) ? '' : ' ';
  current.text += space;
  if (tagName === 'pre') current.code += ` ${textOf(element)}`;
  else if (tagName === 'img') current.text += String(properties['alt'] ?? '');
  else for (const child of children) walk(child, sections);
  const last = sections.at(-1);
  if (last) last.text += space;
}

function empty(anchor: string, heading: string): Section {
  return { anchor, heading, text: '', code: '' };
}

function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element' || unread.test(node.tagName)) return '';
  return node.children.map(textOf).join('');
}

/** One space for any white space, and none of the characters by which the index tells sections and matches apart. */
function folded(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .toWellFormed();
}
