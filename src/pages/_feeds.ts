/** The feeds of posts: of the site, and of every author, tag and category. */
import type { APIRoute } from 'astro';
import { allAuthors } from '../authors/authors.ts';
import { feedOfPosts } from '../posts/feed.ts';
import { categoriesOf, type Post, postsBy, publishedPosts, tagsOf } from '../posts/posts.ts';
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
    ...tagsOf(posts).map(({ name, posts: tagged }) => part(paths.tag(name), `Posts tagged “${name}”`, tagged)),
    ...categoriesOf(posts).map(({ name, posts: filed }) => part(paths.category(name), `Posts in the category “${name}”`, filed)),
  ];
  return feeds.map((props) => ({ params: { of: props.page.slice(paths.home().length, -1) || undefined }, props }));
}

/** The route of all feeds of a format. */
export function feedOf(format: FeedFormat): APIRoute<Props> {
  return async ({ props, site: origin }) => feedResponse(await feedOfPosts(props.posts, props, format, origin), format);
}

function part(page: string, title: string, posts: Post[]): Props {
  return { page, title: `${site.name}: ${title}`, description: `${title} on ${site.name}.`, posts };
}
