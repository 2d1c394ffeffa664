/** What of Astro remains at run time: rendering one request, and the styles and scripts its pages may carry. */
import { createApp } from 'astro/app/entrypoint';
import { publishedPosts } from '../posts/posts.ts';
import { paths } from '../site/paths.ts';

const app = createApp({ streaming: false });

/** Renders a page that is made on demand. */
export function render(request: Request, locals: App.Locals): Promise<Response> {
  return app.render(request, { locals, addCookieHeader: true, prerenderedErrorPageFetch: async () => new Response(null, { status: 404 }) });
}

/** Whether an address is made on demand. */
export function isOnDemand(request: Request): boolean {
  return app.match(request)?.prerender === false;
}

/** Old addresses of posts, and where each went. */
export async function redirects(): Promise<[from: string, to: string][]> {
  const posts = await publishedPosts();
  return posts.flatMap(({ id, data }) => data.aliases.map((alias): [string, string] => [alias, paths.post(id)]));
}

/** Every post and its authors, by id. */
export async function postAuthors(): Promise<[post: string, authors: string[]][]> {
  return (await publishedPosts()).map(({ id, data }) => [id, data.authors]);
}

/** The inline styles of the pages made on demand, known since the build and so free of what visitors type; as a page would hold them. */
export const inlineStyles = app.manifest.routes.flatMap(({ styles }) =>
  styles.flatMap((style) => (style.type === 'inline' ? `<style>${style.content}</style>` : [])),
);
