/** What an author is. The body of the file is the biography. */
import { z } from 'astro/zod';

/** The frontmatter of an author. `image` comes from Astro when it builds and is a plain text when only checking. */
export function authorSchema<Image extends z.ZodType>(image: () => Image) {
  return z.strictObject({
    name: z.string().trim().min(1).max(80).describe('The name as readers see it.'),
    role: z.string().trim().min(1).max(120).describe('What the author does, in a few words.').optional(),
    portrait: image().describe('A picture beside the biography: ./name.jpg. Without one, initials are drawn.').optional(),
    links: z
      .array(
        z.strictObject({
          label: z.string().trim().min(1).max(40).describe('What the link is called: Website, Mastodon.'),
          url: z.url({ protocol: /^https?$/, error: 'Write a full address, such as https://example.org/.' }).describe('Where it leads.'),
        }),
      )
      .default([])
      .describe('Places where the author can be found.'),
  });
}

/** One or two letters for a portrait that does not exist: `Mike Moran` → `MM`. */
export function initials(name: string): string {
  const words = name.split(/[\s\p{P}]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toLocaleUpperCase('en') || '·';
}
