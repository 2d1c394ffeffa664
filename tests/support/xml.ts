/** XML as a strict reader takes it: one that stops at the first mistake. */
import sax from 'sax';

export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  /** All text inside, that of children included. */
  text: string;
}

/** @throws when it is not well-formed, holds a character XML does not have, or uses a prefix it did not declare. */
export function readXml(xml: string): XmlElement {
  const alien = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.exec(xml);
  if (alien) throw new Error(`XML has no character like the one at ${alien.index}.`);
  const document: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [document];
  const addText = (text: string) => {
    for (const element of open) element.text += text;
  };
  const reader = Object.assign(sax.parser(true, { xmlns: true }), {
    onerror: (error: Error) => {
      throw error;
    },
    onopentag: ({ name, attributes }: { name: string; attributes: Record<string, { value: string }> }) => {
      const values = Object.entries(attributes).map(([key, { value }]) => [key, value]);
      const element: XmlElement = { name, attributes: Object.fromEntries(values), children: [], text: '' };
      open.at(-1)?.children.push(element);
      open.push(element);
    },
    onclosetag: () => void open.pop(),
    ontext: addText,
    oncdata: addText,
  });
  reader.write(xml).close();
  const [root, ...more] = document.children;
  if (!root || more.length > 0) throw new Error('XML has one element at its root.');
  return root;
}

/** The children of this name. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The text of the only child of this name; fails when there is none or more than one. */
export function textOf(element: XmlElement, name: string): string {
  const [child, ...more] = childrenOf(element, name);
  if (!child || more.length > 0) throw new Error(`<${element.name}> has ${more.length + (child ? 1 : 0)} × <${name}>.`);
  return child.text;
}
