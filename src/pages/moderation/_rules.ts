import type { APIContext } from 'astro';
import { may, type SignedIn } from '../../moderation/moderator.ts';
import { rulesForm, settleRules, type RulesAnswer } from '../../moderation/settle-rules.ts';
import { publishedPosts } from '../../posts/posts.ts';
import { paths } from '../../site/paths.ts';
import { postedBy, signedIn } from './_guard.ts';

/** What the page of rules shows, or the answer instead of it: reading is for everybody signed in, changing for owners. */
export async function rulesAnswer(context: APIContext, reader: SignedIn): Promise<RulesAnswer | Response> {
  const { locals, request } = context;
  const { database, settings, secret } = locals;
  if (!database) return new Response('The database does not answer for the moment.', { status: 503, headers: { 'retry-after': '60' } });
  if (request.method !== 'POST') return rulesForm(database, settings.comments);
  const owner = signedIn(context, 'rules');
  if (owner instanceof Response) return owner;
  const form = await postedBy(owner, request);
  if (form instanceof Response) return form;
  const posts = await publishedPosts();
  const published = new Map(posts.map(({ id, data }) => [id, data.published]));
  const by = { id: reader.moderator.id, name: reader.moderator.name };
  const answer = await settleRules(form, { database, mode: settings.comments, by, published, secret, now: new Date() });
  if (answer.kind !== 'saved') return answer;
  return new Response(null, { status: 303, headers: { location: `${paths.moderationPage('rules')}?saved=${answer.version}` } });
}

/** Whether somebody changes rules, or only reads them. */
export function mayChangeRules({ moderator }: SignedIn): boolean {
  return may(moderator, 'rules');
}
