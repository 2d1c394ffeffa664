/** What a tag or category is about: a file of its own, `content/tags/x.mdx`, named as the address. Its body is the introduction. */
import { z } from 'astro/zod';

/** The frontmatter of an introduction. Unknown keys are mistakes. */
export const introductionSchema = z.strictObject({
  title: z.string().trim().min(1).max(120).describe('The heading of the page, instead of the name of the tag or category.').optional(),
  description: z.string().trim().min(1).max(300).describe('One or two sentences for search engines and the feed.').optional(),
});
