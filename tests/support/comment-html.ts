/** What may stand in a comment's HTML, read back as a browser reads it. */
import assert from 'node:assert/strict';
import type { Nodes } from 'hast';
import { rehype } from 'rehype';

const elements = new Set(['p', 'br', 'strong', 'em', 's', 'del', 'a', 'blockquote', 'ul', 'ol', 'li', 'pre', 'code']);
const processor = rehype().data('settings', { fragment: true }).freeze();

/** Fails unless every element is one of the thirteen, with nothing but the attributes a comment may have. */
export function assertSafe(html: string): void {
  const waiting: Nodes[] = [processor.parse(html)];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === 'element') assertElement(node.tagName, node.properties, html);
    else assert.ok(node.type === 'root' || node.type === 'text', `${node.type} in ${html.slice(0, 300)}`);
    if ('children' in node) waiting.push(...node.children);
  }
}

/** The same HTML after a browser read it and wrote it again. */
export function readAndWritten(html: string): string {
  return String(processor.processSync(html));
}

function assertElement(name: string, properties: Record<string, unknown>, html: string): void {
  const where = `in ${html.slice(0, 300)}`;
  assert.ok(elements.has(name), `<${name}> ${where}`);
  const { href, rel, start, ...rest } = properties;
  assert.deepEqual(rest, {}, where);
  if (name !== 'ol') assert.equal(start, undefined, where);
  if (start !== undefined) assert.equal(typeof start, 'number', where);
  if (name !== 'a') return assert.deepEqual([href, rel], [undefined, undefined], where);
  assert.deepEqual(rel, ['nofollow', 'ugc', 'noopener'], where);
  if (href !== undefined) assert.match(String(href), /^https?:\/\//i, where);
}
