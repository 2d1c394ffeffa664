import type { APIRoute } from 'astro';
import { findPost } from '../../../../../posts/posts.ts';
import { paths } from '../../../../../site/paths.ts';
import { feedOfComments } from '../../../../_comments-feed.ts';

export const prerender = false;

export const GET: APIRoute = async ({ params: { year, month, slug }, locals, site }) => {
  const post = await findPost(`${year}/${month}/${slug}`);
  if (!post || post.data.comments === 'off') return new Response(null, { status: 404 });
  const title = `Comments on “${post.data.title}”`;
  return feedOfComments(
    locals.database,
    { path: paths.commentsFeed(post.id), title, page: paths.discussion(post.id), origin: site },
    post.id,
  );
};
