import { formToken } from '../comments/form.ts';
import type { Openness } from '../comments/respond.ts';
import { numberIn } from '../comments/part.ts';
import { addressOf, threadPage, type Part, type ThreadPage } from '../comments/thread.ts';
import { opennessUnder } from '../moderation/closing.ts';
import { asksForWork } from '../moderation/work.ts';
import type { Post } from '../posts/posts.ts';
import { dayOf, instantOf } from '../site/dates.ts';
import { seal, type Secret } from '../site/secret.ts';

/** In milliseconds. */
const quarter = 15 * 60_000;

/** What the discussion under a post shows, from the database a request carries; nothing but its absence without one. */
export async function discussionOf(post: Post, locals: App.Locals, part?: Part): Promise<ThreadPage> {
  const empty: ThreadPage = { post: post.id, count: 0, threads: [] };
  return (await locals.database?.read((tables) => threadPage(tables, post.id, part))) ?? empty;
}

/** Whether the form is shown under a post for this request, and what stands there instead. */
export function opennessOf({ id, data }: Post, { database, settings }: App.Locals): Promise<Openness> {
  return opennessUnder({ id, comments: data.comments, published: data.published }, { database, mode: settings.comments, now: new Date() });
}

/** Whether the form asks browsers for a proof of work. */
export async function wantsWork({ database, settings }: App.Locals): Promise<boolean> {
  return (await database?.read((tables) => asksForWork(tables, settings.comments, new Date()))) ?? false;
}

/** Proof of when a form was made. */
export function sealForm(post: Post, secret: Secret, made: Date): string {
  return seal(secret, 'form', formToken(post.id, made));
}

/** The same for a page that is kept, to the day, so that it stays the same bytes; to the quarter of an hour while work is asked for, which counts for hours. */
export async function formOf(post: Post, locals: App.Locals): Promise<{ made: string; work: boolean }> {
  const now = new Date();
  const work = await wantsWork(locals);
  const made = work ? new Date(now.getTime() - (now.getTime() % quarter)) : instantOf(dayOf(now));
  return { made: sealForm(post, locals.secret, made), work };
}

/** Where `?comment=ID` leads: the page of the discussion that holds the comment today. */
export async function permalinkOf(post: Post, { database }: App.Locals, query: URLSearchParams): Promise<string | null> {
  const id = numberIn(query, 'comment');
  return id !== undefined && database ? database.read((tables) => addressOf(tables, post.id, id)) : null;
}
