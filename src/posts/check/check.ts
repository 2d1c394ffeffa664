/** All rules for content, together. */
import { z } from 'astro/zod';
import { authorSchema } from '../../authors/author.ts';
import { pageSchema } from '../../site/page.ts';
import { introductionSchema } from '../introduction.ts';
import { postSchema } from '../post.ts';
import { checkAliases } from './aliases.ts';
import { type Content, type Entry, readContent } from './content.ts';
import { checkFiling } from './filing.ts';
import { checkFrontmatter } from './frontmatter.ts';
import { checkGuids } from './guids.ts';
import { checkIntroductions } from './introductions.ts';
import { checkLinks } from './links.ts';
import { type Mistake, sorted } from './mistake.ts';
import { checkPictures } from './pictures.ts';
import { checkSeries } from './series.ts';
import { checkTerms } from './terms.ts';

/**
 * Every mistake in the content of the project in `root`, by file, line and column. Which links lead somewhere depends on `today`
 * (`2026-11-23`). Fails only when the disk cannot be read.
 */
export async function checkContent(root: string, today: string): Promise<Mistake[]> {
  return mistakesIn(await readContent(root), today);
}

/** Every mistake in content that has been read. */
export function mistakesIn(content: Content, today: string): Mistake[] {
  return sorted([
    ...content.posts.flatMap((post) =>
      checkFile(
        post,
        postSchema(() => z.string()),
        'a post',
      ),
    ),
    ...content.authors.flatMap((author) =>
      checkFile(
        author,
        authorSchema(() => z.string()),
        'an author',
      ),
    ),
    ...content.pages.flatMap((page) => checkFile(page, pageSchema, 'a page')),
    ...content.tags.flatMap((tag) => checkFile(tag, introductionSchema, 'a tag')),
    ...content.categories.flatMap((category) => checkFile(category, introductionSchema, 'a category')),
    ...checkFiling(content),
    ...checkTerms(content),
    ...checkIntroductions(content),
    ...checkSeries(content),
    ...checkAliases(content),
    ...checkGuids(content),
    ...checkPictures(content),
    ...checkLinks(content, today),
  ]);
}

function checkFile({ source, body }: Entry, schema: z.ZodType, kind: string): Mistake[] {
  const findings = [...source.findings, ...checkFrontmatter(source, schema, kind), ...body.findings];
  return findings.map((finding) => ({ file: source.file, ...finding }));
}
