import type { APIContext } from 'astro';
import { may, type SignedIn } from '../../moderation/moderator.ts';
import {
  type DiscussedPost,
  listDiscussions,
  type ListedDiscussion,
  readSettling,
  settleDiscussion,
} from '../../moderation/settle-discussion.ts';
import { publishedPosts } from '../../posts/posts.ts';
import { paths } from '../../site/paths.ts';
import { postedBy } from './_guard.ts';

/** What the page of discussions shows: those one may settle, and a sentence when something was not done. */
export interface DiscussionsAnswer {
  status: number;
  discussions: ListedDiscussion[];
  told?: string;
}

/** Shows or settles the discussions this moderator keeps: an author's are those of their own posts. */
export async function discussionsAnswer(
  { locals, request }: Pick<APIContext, 'locals' | 'request'>,
  { moderator, token, session }: SignedIn,
): Promise<DiscussionsAnswer | Response> {
  const { database, settings } = locals;
  if (!database) return new Response('The database does not answer for the moment.', { status: 503, headers: { 'retry-after': '60' } });
  const now = new Date();
  const kept = (await publishedPosts()).filter(({ data }) => may(moderator, 'discussion', data.authors));
  const posts = kept.map(({ id, data }): DiscussedPost => ({ id, title: data.title, comments: data.comments, published: data.published }));
  const show = (status: number, told?: string) =>
    database.read(async (tables): Promise<DiscussionsAnswer> => ({
      status,
      discussions: await listDiscussions(tables, posts, settings.comments, now),
      ...(told && { told }),
    }));
  if (request.method !== 'POST') return show(200);
  const form = await postedBy({ moderator, token, session }, request);
  if (form instanceof Response) return form;
  const [post, settling] = [String(form.get('post')), readSettling(form.get('action'))];
  if (!settling) return show(400, 'That arrived damaged, and nothing was done.');
  if (!posts.some(({ id }) => id === post)) return new Response('You may not do that here.', { status: 403 });
  const by = { id: moderator.id, name: moderator.name };
  const done = await settleDiscussion(database, { post, settling, seen: String(form.get('seen')) }, by, now);
  if (!done) return show(409, 'Somebody changed that discussion meanwhile. Nothing was done; this is how it stands now.');
  return new Response(null, { status: 303, headers: { location: `${paths.moderationPage('discussions')}?done=${settling}` } });
}
