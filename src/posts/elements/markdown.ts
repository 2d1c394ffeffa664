import type { elementNames } from './names.ts';

/** How an element reads as plain Markdown, from the Markdown inside it and its attributes. A new element needs its line here. */
export const asMarkdown: Record<(typeof elementNames)[number], (inside: string, attributes: Readonly<Record<string, string>>) => string> = {
  Figure: (inside, { caption }) => (caption ? `${inside}\n\n*${caption}*` : inside),
  Aside: (inside, { title }) => quoted(title ? `**${title}**\n\n${inside}` : inside),
  PullQuote: (inside, { cite }) => quoted(cite ? `${inside}\n\n— ${cite}` : inside),
};

function quoted(markdown: string): string {
  return markdown.replace(/^(.*)$/gm, (line) => `> ${line}`.trimEnd());
}
