/** The table of contents of a post, from its headings. */

/** A heading as Astro lists them. */
export interface Heading {
  depth: number;
  slug: string;
  text: string;
}

/** A section with its subsections. */
export interface Section {
  id: string;
  text: string;
  parts: Section[];
}

/** Sections a post needs before a table of contents saves anyone time. */
const fewest = 3;

/** The sections (`##`), each with its subsections (`###`). Empty when there are fewer than three sections. */
export function tableOfContents(headings: readonly Heading[]): Section[] {
  const sections: Section[] = [];
  for (const { depth, slug, text } of headings) {
    if (depth > 3 || slug === 'footnote-label') continue;
    const section = { id: slug, text, parts: [] };
    const around = depth === 3 ? sections.at(-1) : undefined;
    (around?.parts ?? sections).push(section);
  }
  return sections.length < fewest ? [] : sections;
}
