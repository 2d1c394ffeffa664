/**
 * Comment text to safe HTML: Markdown without HTML (`markdown-it`), parsed again as a browser would
 * (`rehype`) and reduced to thirteen harmless elements (`rehype-sanitize`). Measured on hostile input
 * by `bench/render.ts`; that nothing gets through is `tests/comments/render.test.ts`.
 */
import type { Root } from 'hast';
import MarkdownIt from 'markdown-it';
import { rehype } from 'rehype';
import rehypeSanitize, { type Options as Schema } from 'rehype-sanitize';
import { visit } from 'unist-util-visit';

/** Raised whenever the same text renders differently; stored HTML of another version is made again when read. */
export const rendererVersion = 1;

/** Levels of quotes and lists, and of emphasis inside emphasis; the signs of deeper ones stay text. */
const maxNesting = 20;

const markdown = new MarkdownIt('default', { html: false, linkify: true, breaks: true, typographer: false, maxNesting }).disable([
  'image',
  'heading',
  'lheading',
  'table',
  'html_block',
  'html_inline',
  'hr',
  // One long address, referred to a thousand times, would make megabytes.
  'reference',
]);
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
for (const schema of ['ftp:', 'mailto:', '//']) markdown.linkify.add(schema, null);
markdown.validateLink = (url) => /^https?:\/\//i.test(url);
// markdown-it does not count emphasis as nesting: thousands of levels would exhaust the stack of what reads its HTML.
markdown.core.ruler.after('inline', 'emphasis_nesting', ({ tokens }) => {
  for (const { children } of tokens) {
    let level = 0;
    for (const token of children ?? []) {
      if (!/^(em|strong|s)_/.test(token.type)) continue;
      const { nesting } = token;
      if (nesting === 1) level += 1;
      if (level > maxNesting) Object.assign(token, { type: 'text', tag: '', nesting: 0, content: token.markup });
      if (nesting === -1) level -= 1;
    }
  }
});

const schema: Schema = {
  tagNames: ['p', 'br', 'strong', 'em', 's', 'del', 'a', 'blockquote', 'ul', 'ol', 'li', 'pre', 'code'],
  attributes: { a: [['href', /^https?:\/\//i]], ol: [['start', /^\d{1,9}$/]] },
  protocols: { href: ['http', 'https'] },
  required: {},
  ancestors: { li: ['ul', 'ol'] },
  clobber: [],
  strip: ['script', 'style'],
  allowComments: false,
  allowDoctypes: false,
};

const safe = rehype().data('settings', { fragment: true }).use(rehypeSanitize, schema).use(linksOfVisitors).freeze();

/** Never throws: what cannot be understood as Markdown stays visible as text. */
export function renderComment(text: string): string {
  return makeSafe(markdown.render(text));
}

/** What of any HTML may stand on a page: the thirteen elements of a comment, links that lead to http(s), and text. */
export function makeSafe(html: string): string {
  return String(safe.processSync(html)).trim();
}

/** How many links a rendered comment has. */
export function countLinks(html: string): number {
  return html.match(/<a /g)?.length ?? 0;
}

/** A visitor's link earns no rank and gets no handle on this window. */
function linksOfVisitors() {
  return (tree: Root): void => {
    visit(tree, { tagName: 'a' }, (link) => {
      if (link.type === 'element') link.properties = { ...link.properties, rel: ['nofollow', 'ugc', 'noopener'] };
    });
  };
}
