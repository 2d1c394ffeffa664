import { getContainerRenderer } from '@astrojs/mdx/container-renderer';
import { loadRenderers } from 'astro:container';
import { render } from 'astro:content';
import { experimental_AstroContainer as Container } from 'astro/container';
import { authorsOf } from '../authors/authors.ts';
import { elements } from '../posts/elements/elements.ts';
import type { Post } from '../posts/posts.ts';
import { slug } from '../site/paths.ts';
import type { Document, Name } from './document.ts';
import { sectionsOf } from './sections.ts';

/** These posts as they are searched, in the same order: rendered as their pages are, so that anchors are the pages' own. */
export async function documentsOf(posts: readonly Post[]): Promise<Document[]> {
  const container = await Container.create({ renderers: await loadRenderers([getContainerRenderer()]) });
  const documents: Document[] = [];
  for (const post of posts) {
    const { title, description, published, category, tags } = post.data;
    const { Content } = await render(post);
    const html = await container.renderToString(Content, { props: { components: elements } });
    documents.push({
      id: post.id,
      title,
      description,
      published,
      authors: (await authorsOf(post.data.authors)).map(({ id, data }) => ({ value: id, label: data.name })),
      category: category === undefined ? undefined : named(category),
      tags: tags.map(named),
      sections: sectionsOf(html),
    });
  }
  return documents;
}

function named(label: string): Name {
  return { value: slug(label), label };
}
