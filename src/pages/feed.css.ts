import type { APIRoute } from 'astro';
import css from '../site/styles/feed.css?inline';

export const GET: APIRoute = () => new Response(css, { headers: { 'content-type': 'text/css; charset=utf-8' } });
