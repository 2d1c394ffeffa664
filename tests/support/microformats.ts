/** The little of microformats2 that the tests ask about: roots, their properties and what those say. @see https://microformats.org/wiki/microformats2-parsing */
import type { Element, Nodes } from 'hast';
import { attribute, textIn } from './built.ts';

export interface Item {
  types: string[];
  /** Values as text; nested items as items. */
  properties: Record<string, (string | Item)[]>;
}

/** The items of a tree that are in no other item. Addresses are full. */
export function microformats(tree: Nodes, base: string): Item[] {
  const items: Item[] = [];
  walk(tree, base, null, items);
  return items;
}

/** The values of a property that are text. */
export function textsOf(item: Item | undefined, name: string): string[] {
  return (item?.properties[name] ?? []).filter((value) => typeof value === 'string');
}

/** The values of a property that are items. */
export function itemsOf(item: Item | undefined, name: string): Item[] {
  return (item?.properties[name] ?? []).filter((value) => typeof value !== 'string');
}

function walk(node: Nodes, base: string, parent: Item | null, top: Item[]): void {
  if (node.type !== 'root' && node.type !== 'element') return;
  const inside = node.type === 'element' ? read(node, base, parent, top) : parent;
  for (const child of node.children) walk(child, base, inside, top);
}

function read(element: Element, base: string, parent: Item | null, top: Item[]): Item | null {
  const classes = attribute(element, 'className').split(' ');
  const types = classes.filter((name) => /^h-[a-z]/.test(name));
  const item = types.length > 0 ? { types, properties: {} as Item['properties'] } : null; // filled while walking on
  for (const name of classes.filter((candidate) => /^(p|u|dt|e)-[a-z]/.test(candidate))) {
    const [, kind = '', property = ''] = /^(\w+)-(.*)$/.exec(name) ?? [];
    if (parent) (parent.properties[property] ??= []).push(item ?? value(element, kind, base));
  }
  if (item && !(parent && classes.some((name) => /^(p|u)-/.test(name)))) top.push(item);
  // What has no properties of its own is its text and its address.
  if (item?.types.includes('h-card') && !/\bp-name\b/.test(JSON.stringify(element))) {
    item.properties['name'] = [textIn(element)];
    if ('href' in element.properties) item.properties['url'] = [value(element, 'u', base)];
  }
  return item ?? parent;
}

function value(element: Element, kind: string, base: string): string {
  const given = ['href', 'src', 'dateTime', 'value'].map((name) => attribute(element, name)).find((text) => text !== '');
  if (kind === 'u') return new URL(given ?? textIn(element), base).href;
  return kind === 'dt' ? (given ?? textIn(element)) : textIn(element);
}
