import { allAuthors } from '../authors/authors.ts';
import type { Notice } from '../comments/comment.ts';
import { formToken } from '../comments/form.ts';
import type { Openness } from '../comments/respond.ts';
import { numberIn } from '../comments/part.ts';
import { addressOf, threadPage, type Part, type ThreadPage } from '../comments/thread.ts';
import { opennessUnder } from '../moderation/closing.ts';
import { heedingBans } from '../moderation/bans.ts';
import { noticeFor } from '../moderation/notice.ts';
import type { Post } from '../posts/posts.ts';
import { dayOf, instantOf } from '../site/dates.ts';
import { seal, type Secret } from '../site/secret.ts';
import type { Settings } from '../site/settings.ts';

/** What the discussion under a post shows, from the database a request carries; nothing but its absence without one. */
export async function discussionOf(post: Post, locals: App.Locals, part?: Part): Promise<ThreadPage> {
  const empty: ThreadPage = { post: post.id, count: 0, threads: [] };
  return (await locals.database?.read((tables) => threadPage(tables, post.id, part))) ?? empty;
}

/** Whether the form is shown under a post for this request, and what stands there instead. */
export function opennessOf({ id, data }: Post, { database, settings }: App.Locals): Promise<Openness> {
  return opennessUnder({ id, comments: data.comments, published: data.published }, { database, mode: settings.comments, now: new Date() });
}

/** What looks at a comment before it is judged. */
export async function noticeOf({ limits, siteUrl }: Settings, secret: Secret): Promise<Notice> {
  const authors = (await allAuthors()).map(({ data }) => data.name);
  return heedingBans(noticeFor({ limits, authors, home: new URL(siteUrl).hostname }), secret);
}

/** Proof of when a form was made. */
export function sealForm(post: Post, secret: Secret, made: Date): string {
  return seal(secret, 'form', formToken(post.id, made));
}

/** The same, to the day: a page that is kept stays the same bytes all day. */
export function sealFormOfToday(post: Post, secret: Secret): string {
  return sealForm(post, secret, instantOf(dayOf(new Date())));
}

/** Where `?comment=ID` leads: the page of the discussion that holds the comment today. */
export async function permalinkOf(post: Post, { database }: App.Locals, query: URLSearchParams): Promise<string | null> {
  const id = numberIn(query, 'comment');
  return id !== undefined && database ? database.read((tables) => addressOf(tables, post.id, id)) : null;
}
