import type { APIRoute } from 'astro';
import { absolute, paths } from '../site/paths.ts';

export const GET: APIRoute = ({ site }) =>
  new Response(`User-agent: *\nDisallow: ${paths.moderation()}\n\nSitemap: ${absolute(paths.sitemap(), site)}\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
