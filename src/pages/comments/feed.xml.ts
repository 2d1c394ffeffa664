import type { APIRoute } from 'astro';
import { paths } from '../../site/paths.ts';
import { site } from '../../site/site.ts';
import { feedOfComments } from '../_comments-feed.ts';

export const prerender = false;

export const GET: APIRoute = ({ locals, site: origin }) =>
  feedOfComments(locals.database, { path: paths.commentsFeed(), title: `Comments on ${site.name}`, page: paths.home(), origin });
