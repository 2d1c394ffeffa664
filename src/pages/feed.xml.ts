import type { APIRoute } from 'astro';
import { publishedPosts } from '../posts/posts.ts';
import { postsFeed } from '../posts/feed.ts';

export const GET: APIRoute = async ({ site }) => postsFeed(await publishedPosts(), site);
