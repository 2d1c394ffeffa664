import { getCollection } from 'astro:content';
import { allAuthors } from '../authors/authors.ts';
import { publishedPosts } from '../posts/posts.ts';
import { absolute, paths } from '../site/paths.ts';
import { site } from '../site/site.ts';

/** What there is to read here, for programs that read: every post as Markdown, newest first. @see https://llmstxt.org */
export async function llms(origin: URL | undefined): Promise<string> {
  const line = (title: string, path: string, about: string) =>
    `- [${title.replace(/[[\]\\]/g, '\\$&')}](${absolute(path, origin)})${about && `: ${about}`}`;
  const posts = await publishedPosts();
  const parts = [
    ['Posts', posts.map(({ id, data }) => line(data.title, paths.markdown(id), data.description))],
    ['Authors', (await allAuthors()).map(({ id, data }) => line(data.name, paths.author(id), data.role ?? ''))],
    ['About', (await getCollection('pages')).map(({ id, data }) => line(data.title, paths.page(id), data.description))],
    ['Optional', [line('Feed', paths.feed(), 'the newest posts in full'), line('Archive', paths.archive(), 'everything, by year')]],
  ] as const;
  const sections = parts.filter(([, lines]) => lines.length > 0).map(([heading, lines]) => `## ${heading}\n\n${lines.join('\n')}`);
  return [`# ${site.name}`, `> ${site.tagline}.`, ...sections].join('\n\n') + '\n';
}
