import type { APIRoute } from 'astro';
import { llms } from './_llms.ts';

export const GET: APIRoute = async ({ site }) =>
  new Response(await llms(site), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
