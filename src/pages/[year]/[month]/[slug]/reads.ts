/** Where the page of a post tells that it was read (`trending/enhance.ts`). */
import type { APIRoute } from 'astro';
import { findPost } from '../../../../posts/posts.ts';
import { receiveRead } from '../../../_read.ts';

export const prerender = false;

export const GET: APIRoute = () => new Response(null, { status: 404 });

export const POST: APIRoute = async (context) => {
  const { year, month, slug } = context.params;
  const post = await findPost(`${year}/${month}/${slug}`);
  return post ? receiveRead(post.id, context) : new Response(null, { status: 404 });
};
