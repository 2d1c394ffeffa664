/** What is indexed of a post, and what a word counts there. */
import type { Document } from './document.ts';
import { marks } from './excerpt.ts';
import { apart } from './scripts.ts';

export const columns = ['title', 'description', 'headings', 'text', 'code', 'authors', 'filed'] as const;
export type Column = (typeof columns)[number];

/** What a word counts in each column, against one in the text. */
export const weights: Record<Column, number> = { title: 10, description: 4, headings: 5, text: 1, code: 0.5, authors: 6, filed: 6 };

/** The texts of a post by column, those of its sections joined by the mark between sections. */
export function columnsOf({ title, description, sections, authors, category, tags }: Document): Record<Column, string> {
  const texts: Record<Column, string> = {
    title,
    description,
    headings: sections.map(({ heading }) => heading).join(marks.section),
    text: sections.map(({ text }) => text).join(marks.section),
    code: sections.map(({ code }) => code).join(marks.section),
    authors: authors.map(({ label }) => label).join(', '),
    filed: [...(category ? [category] : []), ...tags].map(({ label }) => label).join(', '),
  };
  for (const column of columns) texts[column] = apart(texts[column]);
  return texts;
}
