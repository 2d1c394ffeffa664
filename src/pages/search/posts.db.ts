/** The index of the posts. The build moves it out of the folder that is served. */
import type { APIRoute } from 'astro';
import { publishedPosts } from '../../posts/posts.ts';
import { documentsOf } from '../../search/documents.ts';
import { writeIndex } from '../../search/write-index.ts';

export const GET: APIRoute = async () => new Response(Uint8Array.from(writeIndex(await documentsOf(await publishedPosts()))));
