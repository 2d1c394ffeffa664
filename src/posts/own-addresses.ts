/** Addresses in a text, which authors write from the root of the site, and which readers find below its base. */
import type { Root } from 'hast';
import type { MdxJsxFlowElementHast, MdxJsxTextElementHast } from 'mdast-util-mdx-jsx';
import { visit } from 'unist-util-visit';
import { paths } from '../site/paths.ts';

const attributes = ['href', 'src', 'poster', 'cite'];

/** A rehype plugin that puts the base before the addresses of links and pictures, whether Markdown made them or the author wrote the element. */
export function ownAddresses(): (tree: Root) => void {
  return (tree) => {
    visit(tree, (node) => {
      if (node.type === 'element') {
        for (const name of attributes) {
          const value = node.properties[name];
          if (typeof value === 'string') node.properties[name] = paths.of(value);
        }
      } else if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') writtenElement(node);
    });
  };
}

function writtenElement({ attributes: given }: MdxJsxFlowElementHast | MdxJsxTextElementHast): void {
  for (const attribute of given) {
    if (attribute.type === 'mdxJsxAttribute' && attributes.includes(attribute.name) && typeof attribute.value === 'string')
      attribute.value = paths.of(attribute.value);
  }
}
