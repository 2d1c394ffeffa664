import type { APIContext } from 'astro';
import { authorsOf } from '../../authors/authors.ts';
import { act, type Refused } from '../../moderation/act.ts';
import { addressOf, readShows, type Shows } from '../../moderation/filter.ts';
import type { SignedIn } from '../../moderation/moderator.ts';
import { type QueueView, viewOf } from '../../moderation/view.ts';
import { publishedPosts } from '../../posts/posts.ts';
import { hashesIn } from '../../site/network.ts';
import { keyedHash } from '../../site/secret.ts';
import { postedBy, signedIn } from './_guard.ts';

type Context = Pick<APIContext, 'locals' | 'request' | 'url'>;

/** Who moderates, and where: an author under their own posts, everybody else everywhere. */
export interface Moderating {
  session: SignedIn;
  titles: ReadonlyMap<string, string>;
  /** Ids of the posts they moderate; null for all. */
  posts: readonly string[] | null;
}

/** Who may moderate discussions, or the answer for everybody else. */
export async function moderating(context: Context): Promise<Moderating | Response> {
  const author = context.locals.moderator?.moderator.author;
  const session = signedIn(context, 'discussion', author ? [author] : []);
  if (session instanceof Response) return session;
  const all = await publishedPosts();
  const own = all.filter(({ data }) => author && data.authors.includes(author)).map(({ id }) => id);
  return { session, titles: new Map(all.map(({ id, data }) => [id, data.title])), posts: session.moderator.role === 'author' ? own : null };
}

/** What the queue shows for this address; without a database, nothing. */
export async function queueOf({ locals, url }: Context, { posts, titles }: Moderating): Promise<QueueView | null> {
  const { database, secret } = locals;
  return database && viewOf(database, readShows(url.searchParams), url.searchParams, posts, titles, (typed) => hashesIn(typed, secret));
}

/** Carries out a form of the queue: then the page it came from again, which says what was done, or the form that cannot be accepted. */
export async function carryOut({ locals, request, url }: Context, { session, posts }: Moderating): Promise<Response | Refused> {
  const form = await postedBy(session, request);
  if (form instanceof Response) return form;
  if (!locals.database) return new Response('Nothing can be decided just now.', { status: 503, headers: { 'retry-after': '60' } });
  const shows: Shows = readShows(url.searchParams);
  const { id, name, email, author } = session.moderator;
  const [known] = author ? await authorsOf([author]) : [];
  const replier = { name: known?.data.name ?? name, author, email };
  const intend = (words: string) => keyedHash(locals.secret, 'intention', words);
  const done = await act(locals.database, form, {
    by: { id, name },
    now: new Date(),
    posts,
    folder: shows.folder,
    post: shows.post,
    replier,
    intend,
  });
  if ('form' in done) return done;
  const said = {
    done: done.batch ?? '',
    left: done.left.slice(0, 50).join(),
    again: done.again.slice(0, 50).join(),
    nothing: done.nothing ?? '',
  };
  return new Response(null, { status: 303, headers: { location: `${addressOf(shows, said)}#done` } });
}
