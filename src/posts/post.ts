/** What a post is: its frontmatter, and its address. The descriptions are what an editor shows while typing. */
import { z } from 'astro/zod';
import { isCalendarDate } from '../site/dates.ts';
import { paths } from '../site/paths.ts';

/** YAML reads `2026-11-23` as a moment; a day is wanted. */
const calendarDate = (description: string) =>
  z
    .preprocess(
      (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
      z.string().refine(isCalendarDate, 'Write a day that exists, such as 2026-11-23, or a month, such as 2008-02.'),
    )
    .describe(description);

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'Write something here.')
    .max(max, `Shorten this to ${max} characters.`)
    .regex(/^[^\n]*$/, 'Write it on one line.');

const address = z
  .string()
  .regex(/^\/(?!\/)[^\s?#\\]*$/, 'Write the old path on this site, such as /2008/02/old_name/.')
  .describe('An old address of the post on this site, from the root: /2008/02/old_name/. Visitors are sent on to the new one.');

/**
 * The frontmatter of a post. `image` comes from Astro when it builds and is a plain text when only checking.
 * Unknown keys are mistakes.
 */
export function postSchema<Image extends z.ZodType>(image: () => Image) {
  return z.strictObject({
    title: line(120).describe('The headline, as readers see it. At most 120 characters.'),
    description: line(300).describe('One or two sentences for lists, feeds and search engines. At most 300 characters.'),
    published: calendarDate(
      'The day of publication (2026-11-23), or the month (2008-02) when the day is not known. A post with a future date is not published yet. The folder must agree: 2026/11.',
    ),
    updated: calendarDate('The day of the last change that readers should know of.').optional(),
    authors: z
      .array(z.string())
      .min(1, 'Name at least one author.')
      .describe('Ids of the authors: the names of their files in content/authors, without .mdx.'),
    category: line(60).describe('The one section of the site the post belongs to, as it is shown: About this site.').optional(),
    tags: z.array(line(40)).default([]).describe('Words to find the post by, as they are shown.'),
    series: z
      .strictObject({
        title: line(80).describe('What the series is called, the same in each of its posts.'),
        part: z
          .int('Write a whole number, such as 2.')
          .min(1, 'Write a whole number from 1 on.')
          .describe('Where the post stands in it: 1, 2, 3. Readers see the place among the parts that are published.'),
      })
      .describe('The series the post is a part of. Its page says which part, and leads to the ones before and after.')
      .optional(),
    draft: z.boolean().default(false).describe('true: shown in the preview with a banner, absent from everything that is built.'),
    image: z
      .strictObject({
        src: image().describe('The picture’s file, beside the post: ./picture.jpg'),
        alt: line(300).describe('What the picture shows, for those who cannot see it.'),
      })
      .describe('A picture for the top of the post and for shared links.')
      .optional(),
    aliases: z.array(address).default([]).describe('Old addresses of this post; each answers with a permanent redirect.'),
    source: z
      .strictObject({
        title: line(120).describe('Where it was first published.'),
        url: z
          .url({ protocol: /^https?$/, error: 'Write a full address, such as https://example.org/post/.' })
          .describe('Its address there.'),
        published: calendarDate('When it was first published, as a day or a month.'),
        canonical: z
          .enum(['here', 'there'], 'Write here (search engines list this page) or there (they list the original).')
          .default('here')
          .describe(
            'Which of the two search engines should list. here: this page. there: the original; this page then leaves the sitemap.',
          ),
      })
      .describe('Where the post was first published, shown in a line under it.')
      .optional(),
    guid: line(400)
      .regex(
        /^[a-z][a-z0-9+.-]*:[^\s<>"]+$/i,
        'Write a full address, such as https://old.example/?p=7, or a tag: or urn: with what follows it.',
      )
      .describe(
        'What feed readers know the post by, when that is not its address: the guid it had in another system, or its old full address after its file was renamed. Readers then do not get it a second time.',
      )
      .optional(),
    comments: z
      .enum(['open', 'closed', 'off'], 'Write open, closed (shown, no new ones) or off (not shown).')
      .default('open')
      .describe('open: readers can comment. closed: comments are shown, no new ones. off: no discussion at all.'),
  });
}

export type PostData = z.infer<ReturnType<typeof postSchema<z.ZodString>>>;

/** `content/posts/2026/11/on-fire.mdx` and `…/on-fire/index.mdx` → `2026/11/on-fire`. */
export function postId(file: string): string {
  return file.replace(/\.mdx?$/, '').replace(/\/index$/, '');
}

/** The address search engines should list: the post's own path, or that of the original where the author wants that. */
export function canonicalOf(id: string, { source }: Pick<PostData, 'source'>): string {
  return source?.canonical === 'there' ? source.url : paths.post(id);
}

/** Whether an id can be an address: year, month and a slug of lower-case letters, digits and hyphens. */
export function isPostId(id: string): boolean {
  return /^[1-9]\d{3}\/(0[1-9]|1[0-2])\/[a-z0-9]+(-[a-z0-9]+)*$/.test(id);
}

/** The one rule of publishing: neither a draft nor dated after `today` (UTC). A month counts from its first day. */
export function isPublished(post: Pick<PostData, 'draft' | 'published'>, today: string): boolean {
  return !post.draft && post.published <= today;
}
