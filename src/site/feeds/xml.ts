/** XML that cannot be broken by what is put into it: text and attributes become XML through `xml` alone, which escapes them. */

/** A finished piece of XML. Made by `xml`; anything else that is put into an element is text. */
export interface Xml {
  readonly xml: string;
}

/** An element. Children that are strings are text; attributes and children that are undefined are left out. */
export function xml(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  ...children: readonly (Xml | string | undefined)[]
): Xml {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${escape(value).replace(/[\t\n]/g, ' ')}"`,
  );
  const inside = children.map((child) => (child === undefined ? '' : typeof child === 'string' ? escape(child) : child.xml)).join('');
  return { xml: inside === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${inside}</${name}>` };
}

/** A whole document in UTF-8. `style` is the path of a style sheet, for people who open it in a browser. */
export function xmlDocument(root: Xml, style?: string): string {
  const sheet = style === undefined ? '' : `<?xml-stylesheet type="text/css" href="${escape(style)}"?>\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${sheet}${root.xml}\n`;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

/** Characters that XML does not have, in whatever form, are gone. @see https://www.w3.org/TR/xml/#charsets */
function escape(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"\r]/g, (character) => escapes[character] ?? '');
}
