import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { authorSchema } from './authors/author.ts';
import { introductionSchema } from './posts/introduction.ts';
import { postId, postSchema } from './posts/post.ts';
import { pageSchema } from './site/page.ts';

export const collections = {
  posts: defineCollection({
    loader: glob({ base: './content/posts', pattern: '**/*.mdx', generateId: ({ entry }) => postId(entry) }),
    schema: ({ image }) => postSchema(image),
  }),
  authors: defineCollection({
    loader: glob({ base: './content/authors', pattern: '*.mdx' }),
    schema: ({ image }) => authorSchema(image),
  }),
  introductions: defineCollection({
    loader: glob({ base: './content', pattern: '{tags,categories}/*.mdx', generateId: ({ entry }) => postId(entry) }),
    schema: introductionSchema,
  }),
  pages: defineCollection({ loader: glob({ base: './content/pages', pattern: '*.mdx' }), schema: pageSchema }),
};
