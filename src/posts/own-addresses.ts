/** Addresses in a text, which authors write from the root of the site, and which readers find below its base. */
import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import { paths } from '../site/paths.ts';
import { attribute } from './check/prose.ts';

const names = new Set(['href', 'src', 'poster', 'cite']);

/**
 * A rehype plugin that puts the base before the addresses of links and pictures, whether Markdown made the element or the author wrote it.
 * What our own elements are given is theirs to understand.
 * @param of where readers find an address
 */
export function ownAddresses(of: (written: string) => string = paths.of): (tree: Root) => void {
  return (tree) => {
    visit(tree, (node) => {
      if (node.type === 'element') {
        for (const name of names) {
          const value = node.properties[name];
          if (typeof value === 'string') node.properties[name] = of(value);
        }
      } else if ((node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') && /^[a-z]/.test(node.name ?? '')) {
        for (const given of node.attributes) {
          if (given.type !== 'mdxJsxAttribute' || !names.has(given.name)) continue;
          const value = attribute(node, given.name);
          if (value !== undefined) given.value = of(value);
        }
      }
    });
  };
}
