/** The MDX under the frontmatter: its tree, and the anchors its page will have. */
import { createProcessor } from '@mdx-js/mdx';
import type { Program } from 'estree';
import type { Root as Page } from 'hast';
import type { Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import rehypeSlug from 'rehype-slug';
import remarkGfm from 'remark-gfm';
import remarkSmartypants from 'remark-smartypants';
import { visit } from 'unist-util-visit';
import type { Place } from './mistake.ts';

/**
 * Shows `look` the tree of a text, then returns the ids that links can point to and where each is, made by the plugins that make the page, in their order.
 * Throws at the first thing that is not MDX; `explainSyntax` has the words.
 */
export function readProse(text: string, look: (tree: Root) => void): Map<string, Place> {
  const anchors = new Map<string, Place>();
  const collect = () => (page: Page) => {
    visit(page, (node) => {
      if (node.type === 'element' && typeof node.properties.id === 'string') anchors.set(node.properties.id, startOf(node));
      if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') anchors.set(attribute(node, 'id') ?? '', startOf(node));
    });
    // What follows would make JavaScript of the page, which nobody needs here.
    page.children = [];
  };
  createProcessor({
    format: 'mdx',
    remarkPlugins: [remarkGfm, () => look, ...(hasDashes(text) ? [remarkSmartypants] : [])],
    rehypePlugins: [rehypeSlug, collect],
  }).processSync(text);
  anchors.delete('');
  return anchors;
}

/** Two hyphens among words. Of the signs that smartypants replaces only these show in an id, and it takes a third of the time. */
function hasDashes(text: string): boolean {
  return text.includes('--') && text.split('\n').some((line) => line.includes('--') && /[\p{L}\p{N}]/u.test(line));
}

/** An attribute of an element: its text, empty when it has no value; undefined when it is absent or only known when run. */
export function attribute({ attributes }: Pick<MdxJsxFlowElement | MdxJsxTextElement, 'attributes'>, name: string): string | undefined {
  const found = attributes.find((candidate) => candidate.type === 'mdxJsxAttribute' && candidate.name === name);
  if (found?.type !== 'mdxJsxAttribute') return undefined;
  if (typeof found.value === 'string') return found.value;
  return found.value ? literalIn(found.value.data?.estree) : '';
}

/** The text of an expression that is nothing but one: `{'x'}`. Also tells a comment, which is empty, from what would run: undefined. */
export function literalIn(program: Program | null | undefined): string | undefined {
  const [statement, more] = program?.body ?? [];
  if (!statement) return '';
  if (more || statement.type !== 'ExpressionStatement' || statement.expression.type !== 'Literal') return undefined;
  return String(statement.expression.value);
}

/** Where a node begins. */
export function startOf(node: { position?: { start: Place } | undefined }): Place {
  return { line: node.position?.start.line ?? 1, column: node.position?.start.column ?? 1 };
}
