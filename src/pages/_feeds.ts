/** The feeds of posts: of the site, and of every author, tag and category. */
import type { APIRoute } from 'astro';
import { allAuthors } from '../authors/authors.ts';
import { feedOfPosts } from '../posts/feed.ts';
import { introductionTo } from '../posts/introductions.ts';
import { categoriesOf, type Group, type Post, postsBy, publishedPosts, tagsOf } from '../posts/posts.ts';
import { feedResponse } from '../site/feeds/feed.ts';
import type { FeedFormat } from '../site/feeds/formats.ts';
import { paths } from '../site/paths.ts';
import { site } from '../site/site.ts';

interface Props {
  /** The page it is the feed of. */
  page: string;
  title: string;
  description: string;
  posts: Post[];
}

/** Each feed once, with what is in it. */
export async function feedPaths(): Promise<{ params: { of: string | undefined }; props: Props }[]> {
  const posts = await publishedPosts();
  const feeds: Props[] = [
    { page: paths.home(), title: site.name, description: site.tagline, posts },
    ...(await allAuthors()).map(({ id, data: { name } }) => part(paths.author(id), `Posts by ${name}`, postsBy(posts, id))),
    ...(await groups('tags', tagsOf(posts), paths.tag, (name) => `Posts tagged “${name}”`)),
    ...(await groups('categories', categoriesOf(posts), paths.category, (name) => `Posts in the category “${name}”`)),
  ];
  return feeds.map((props) => ({ params: { of: props.page.slice(paths.home().length, -1) || undefined }, props }));
}

/** The route of all feeds of a format. */
export function feedOf(format: FeedFormat): APIRoute<Props> {
  return async ({ props, site: origin }) => feedResponse(await feedOfPosts(props.posts, props, format, origin), format);
}

/** The feeds of tags or categories, described as their owner introduces them, if so. */
function groups(kind: 'tags' | 'categories', all: Group[], path: (name: string) => string, called: (name: string) => string) {
  return Promise.all(
    all.map(async ({ slug, name, posts }) => {
      const { title, description } = (await introductionTo(kind, slug))?.data ?? {};
      return part(path(name), title ?? called(name), posts, description);
    }),
  );
}

function part(page: string, title: string, posts: Post[], description = `${title} on ${site.name}.`): Props {
  return { page, title: `${site.name}: ${title}`, description, posts };
}
