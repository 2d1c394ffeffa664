import { posix } from 'node:path';
import { getImage } from 'astro:assets';
import type { ImageMetadata } from 'astro';
import { authorsOf } from '../authors/authors.ts';
import { absolute, paths } from '../site/paths.ts';
import { plainMarkdown } from './plain-markdown.ts';
import type { Post } from './posts.ts';

const pictures = import.meta.glob<ImageMetadata>('../../content/posts/**/*.{avif,gif,jpeg,jpg,png,svg,webp}', { import: 'default' });

/** The Markdown twin of a post: its title, who wrote it and when, where its page is, and the text. */
export async function markdownTwin(post: Post, origin: URL | undefined): Promise<string> {
  const { id, data, body = '', filePath = '' } = post;
  const page = absolute(paths.post(id), origin);
  const authors = (await authorsOf(data.authors)).map((author) => `[${author.data.name}](${absolute(paths.author(author.id), origin)})`);
  const text = await plainMarkdown(body, (url) => addressOf(url, posix.dirname(filePath), page));
  const facts = [
    `- By ${authors.join(', ')}`,
    `- Published ${data.published}${data.updated ? `, changed ${data.updated}` : ''}`,
    `- Page: <${page}>`,
    ...(data.source ? [`- First published on [${data.source.title}](${data.source.url}), ${data.source.published}`] : []),
  ];
  return [`# ${data.title.replace(/[\\`*_[\]<]/g, '\\$&')}`, data.description, facts.join('\n'), text].join('\n\n') + '\n';
}

/** A picture beside the post is where the build has put it; everything else is seen from the page. */
async function addressOf(url: string, folder: string, page: string): Promise<string> {
  const path = posix.join(folder, decodeURI(url));
  const picture = /^[/#?]/.test(url) ? undefined : pictures[`../../${path}`];
  const address = picture ? (await getImage({ src: await picture() })).src : paths.of(url);
  return URL.parse(address, page)?.href ?? url;
}
