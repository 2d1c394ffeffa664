/** The text of one file: what is wrong in itself, and the links, pictures and anchors that the rest of the site must bear out. */
import type { Definition, Heading, Nodes, Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { visit } from 'unist-util-visit';
import { isTemplateAnchor } from '../../site/anchors.ts';
import { slug } from '../../site/paths.ts';
import { elementNames } from '../elements/names.ts';
import { type Finding, type Place, quoted } from './mistake.ts';
import { didYouMean } from './nearest.ts';
import { attribute, literalIn, readProse, startOf } from './prose.ts';
import { explainSyntax } from './syntax.ts';

/** An address as it was written. */
export interface Reference extends Place {
  url: string;
}

export interface Picture extends Reference {
  /** Written as `<img>`, which reaches readers as it is; Markdown's pictures are files that the build looks up. */
  raw: boolean;
}

export interface Body {
  findings: Finding[];
  links: Reference[];
  pictures: Picture[];
  /** The ids that a link can point to; undefined when the text cannot be read. */
  anchors: Set<string> | undefined;
}

const names: readonly string[] = elementNames;
const list = `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
const secondTitle = 'The title is the only heading of the first level. Begin this one with ##.';

/** Reads the text of a file. Never throws: MDX that cannot be read is a finding, and then the only one. */
export function readBody(text: string): Body {
  const body: Body = { findings: [], links: [], pictures: [], anchors: undefined };
  try {
    const anchors = readProse(text, (tree) => {
      const definitions = definitionsIn(tree);
      visit(tree, (node) => look(node, body, definitions));
    });
    body.anchors = new Set(anchors.keys());
  } catch (error) {
    body.findings.push(explainSyntax(error, text));
  }
  return body;
}

/** The addresses that stand apart from their links, by name. Where a name is given twice, Markdown takes the first. */
function definitionsIn(tree: Root): Map<string, Definition> {
  const definitions = new Map<string, Definition>();
  visit(tree, 'definition', (node) => {
    if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
  });
  return definitions;
}

function look(node: Nodes, body: Body, definitions: Map<string, Definition>): void {
  const place = startOf(node);
  const say = (message: string) => void body.findings.push({ ...place, message });
  if (node.type === 'mdxjsEsm') say(`Nothing is imported or exported here: the elements ${list} are there by name. Remove this.`);
  if (node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression') {
    if (literalIn(node.data?.estree) !== undefined) return;
    say(`${quoted(`{${node.value}}`)} would run as JavaScript. For braces in the text write \\{ and \\}, or put them in \`code\`.`);
  }
  if (node.type === 'heading') lookAtHeading(node, say);
  if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') lookAtElement(node, body);
  if (node.type === 'link') body.links.push({ ...place, url: node.url });
  if (node.type === 'image') body.pictures.push({ ...place, url: node.url, raw: false });
  if ((node.type === 'image' || node.type === 'imageReference') && !node.alt?.trim()) say(noText('![what it shows](…)'));
  if (node.type !== 'linkReference' && node.type !== 'imageReference') return;
  const definition = definitions.get(node.identifier);
  if (!definition) return;
  const reference = { ...startOf(definition), url: definition.url };
  if (node.type === 'linkReference') body.links.push(reference);
  else body.pictures.push({ ...reference, raw: false });
}

/** Its address is made of its words: there must be some, and no part of the page may have it already. */
function lookAtHeading(heading: Heading, say: (message: string) => void): void {
  let words = '';
  visit(heading, (node) => {
    if (node.type === 'text' || node.type === 'inlineCode') words += node.value;
  });
  const id = slug(words);
  if (heading.depth === 1) say(secondTitle);
  if (!/[\p{L}\p{N}]/u.test(id)) say('The heading has no letter or digit to make an address of. Say in words what follows.');
  if (isTemplateAnchor(id)) say(`The anchor #${id} belongs to the page around the text. Word this heading differently.`);
}

function lookAtElement(node: MdxJsxFlowElement | MdxJsxTextElement, body: Body): void {
  const place = startOf(node);
  const say = (message: string) => void body.findings.push({ ...place, message });
  const name = node.name ?? '';
  if (/^[^a-z]|\./.test(name) && !names.includes(name)) {
    say(`There is no element <${name}>.${didYouMean(name, names) || ` The elements are ${list}.`}`);
  }
  if (node.attributes.some(runs)) say(`An attribute of <${name}> would run as JavaScript. Write its value in quotes.`);
  if (name === 'h1') say(secondTitle);
  const address = attribute(node, name === 'a' ? 'href' : 'src');
  if (name === 'a' && address !== undefined) body.links.push({ ...place, url: address });
  if (name === 'img' && address !== undefined) body.pictures.push({ ...place, url: address, raw: true });
  if (name === 'img' && attribute(node, 'alt') === undefined) say(noText('alt="what it shows"'));
}

/** Whether an attribute is anything but a text, a number or a word such as true. */
function runs(attribute: (MdxJsxFlowElement | MdxJsxTextElement)['attributes'][number]): boolean {
  if (attribute.type === 'mdxJsxExpressionAttribute') return true;
  return typeof attribute.value === 'object' && attribute.value !== null && literalIn(attribute.value.data?.estree) === undefined;
}

function noText(example: string): string {
  return `The picture has no alternative text. Say what it shows, for those who cannot see it: ${example}`;
}
