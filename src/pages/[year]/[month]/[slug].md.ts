import type { APIRoute, GetStaticPaths } from 'astro';
import { type Post, publishedPosts } from '../../../posts/posts.ts';
import { markdownTwin } from '../../../posts/twin.ts';

export const getStaticPaths: GetStaticPaths = async () =>
  (await publishedPosts()).map((post) => {
    const [year, month, slug] = post.id.split('/');
    return { params: { year, month, slug }, props: { post } };
  });

export const GET: APIRoute<{ post: Post }> = async ({ props, site }) =>
  new Response(await markdownTwin(props.post, site), { headers: { 'content-type': 'text/markdown; charset=utf-8' } });
