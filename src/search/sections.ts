import type { Nodes, Root } from 'hast';
import { rehype } from 'rehype';
import type { Section } from './document.ts';

const parser = rehype().data('settings', { fragment: true });
const headings = /^h[2-6]$/;
const unread = /^(script|style|template|svg)$/;
/** Elements inside a line: around every other one there is white space. */
const inline = /^(a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr)$/;

/** The words of a rendered post, section by section. Headings that cannot be linked to stay part of the text. */
export function sectionsOf(html: string): Section[] {
  const sections: Section[] = [{ anchor: '', heading: '', text: '' }];
  walk(parser.parse(html), sections);
  return sections.map(({ anchor, heading, text }) => ({ anchor, heading: folded(heading), text: folded(text) }));
}

function walk(node: Nodes | Root, sections: Section[]): void {
  const current = sections.at(-1);
  if (!current) return;
  if (node.type === 'text') current.text += node.value;
  if (node.type === 'root') for (const child of node.children) walk(child, sections);
  if (node.type !== 'element' || unread.test(node.tagName) || 'dataFootnoteBackref' in node.properties) return;
  const { id } = node.properties;
  if (headings.test(node.tagName) && typeof id === 'string') {
    sections.push({ anchor: id, heading: node.children.map(textOf).join(''), text: '' });
    return;
  }
  const space = inline.test(node.tagName) ? '' : ' ';
  current.text += space;
  for (const child of node.children) walk(child, sections);
  const last = sections.at(-1);
  if (last) last.text += space;
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
