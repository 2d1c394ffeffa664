/** Footnotes that can stand beside the text: how a note and its place find each other. */
import type { Element, Root } from 'hast';
import { visit } from 'unist-util-visit';

/** A rehype plugin that gives the first mark of each footnote and the note itself a class with its number: `mark-1` and `note-1`. */
export function numberNotes(): (tree: Root) => void {
  return (tree) => {
    visit(tree, 'element', (node) => {
      const number = node.tagName === 'a' ? markNumber(node) : undefined;
      if (number !== undefined) node.properties.className = [`mark-${number}`];
      if (node.tagName === 'section' && 'dataFootnotes' in node.properties) numberItems(node);
    });
  };
}

/** The number a footnote's first mark shows; a later mark of the same note has `-2` at the end of its id. */
function markNumber({ properties, children }: Element): number | undefined {
  if (!('dataFootnoteRef' in properties)) return undefined;
  const first = String(properties.id ?? '').replace('fnref-', 'fn-') === String(properties.href ?? '').slice(1);
  return first && children[0]?.type === 'text' ? Number(children[0].value) : undefined;
}

function numberItems(section: Element): void {
  let number = 0;
  for (const list of section.children) {
    if (list.type !== 'element' || list.tagName !== 'ol') continue;
    for (const item of list.children) if (item.type === 'element') item.properties.className = [`note-${++number}`];
  }
}
