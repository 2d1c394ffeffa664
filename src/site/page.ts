/** What a page of the site's own is (about, privacy): its frontmatter. */
import { z } from 'astro/zod';

/** The frontmatter of a page. Unknown keys are mistakes. */
export const pageSchema = z.strictObject({
  title: z.string().min(1).max(120).describe('The heading of the page.'),
  description: z.string().min(1).max(300).describe('One sentence for search engines.'),
});
