/**
 * Highlighting of code by classes. Shiki writes colours into style attributes, which our Content-Security-Policy forbids, so its
 * “theme” gives each kind of token a colour that is a number, and the number becomes a class. Real colours are in `tokens.css`.
 */
import type { Element, ElementContent } from 'hast';

/** Each kind of token, by its class, with the TextMate scopes it covers. What is in none stays plain text. */
const kinds: Record<string, string[]> = {
  'c-note': ['comment', 'punctuation.definition.comment', 'markup.quote'],
  'c-text': ['string', 'markup.inline.raw', 'constant.other.symbol', 'string.quoted'],
  'c-value': ['constant.numeric', 'constant.language', 'constant.character', 'support.constant', 'variable.other.constant.property'],
  'c-word': [
    'keyword',
    'storage',
    'keyword.operator.new',
    'variable.language',
    'markup.bold',
    'markup.heading',
    'punctuation.definition.heading',
  ],
  'c-name': [
    'entity.name.function',
    'support.function',
    'entity.name.type',
    'entity.name.class',
    'support.class',
    'entity.name.tag',
    'support.type',
  ],
  'c-key': [
    'entity.other.attribute-name',
    'support.type.property-name',
    'meta.object-literal.key',
    'variable.other.property',
    'entity.name.tag.yaml',
  ],
  'c-plus': ['markup.inserted'],
  'c-minus': ['markup.deleted'],
};
const plain = '#000000';
const colourOf = (kind: number) => `#${String(kind + 1).padStart(6, '0')}`;
const classes = new Map(Object.keys(kinds).map((name, kind) => [colourOf(kind), name]));

/** For `markdown.shikiConfig`. */
export const highlighting = {
  theme: {
    name: 'afterword',
    type: 'light' as const,
    fg: plain,
    bg: plain,
    settings: [
      { settings: { foreground: plain } },
      ...Object.values(kinds).map((scope, kind) => ({ scope, settings: { foreground: colourOf(kind) } })),
      // Operators and template marks are part of the plain text.
      { scope: ['keyword.operator', 'punctuation.section.embedded', 'string.unquoted.plain'], settings: { foreground: plain } },
    ],
  },
  transformers: [{ name: 'classes', preprocess: withPatience, pre: withoutStyle, code: asText }],
};

/** On a busy machine Shiki gives up on a line after half a second and colours the rest wrongly: the same text must give the same page. */
function withPatience(_code: string, options: { tokenizeTimeLimit?: number }): void {
  options.tokenizeTimeLimit = 0;
}

function withoutStyle(pre: Element): void {
  const { dataLanguage } = pre.properties;
  pre.properties = dataLanguage === 'plaintext' || dataLanguage === 'text' ? {} : { dataLanguage };
}

/** The lines of a block as text with line ends; marked are only the tokens that have a class. */
function asText(code: Element): void {
  code.children = code.children.flatMap((line) => (line.type === 'element' ? line.children.flatMap(token) : line));
}

function token(node: ElementContent): ElementContent[] {
  if (node.type !== 'element') return [node];
  const nested = node.children.flatMap(token);
  const className = classes.get(/#\d{6}/.exec(String(node.properties['style'] ?? ''))?.[0] ?? '');
  return className ? [{ type: 'element', tagName: 'span', properties: { class: className }, children: nested }] : nested;
}
