import type { APIContext } from 'astro';
import { type Act, may, type SignedIn } from '../../moderation/moderator.ts';
import { holdsToken } from '../../moderation/session-cookie.ts';
import { paths } from '../../site/paths.ts';

type Context = Pick<APIContext, 'locals' | 'request' | 'url'>;

/** Who is signed in and may do this, or the answer for everybody else: the way to sign in, or 403. */
export function signedIn({ locals, url }: Context, act: Act, postAuthors?: readonly string[]): SignedIn | Response {
  const { moderator } = locals;
  if (!moderator) return new Response(null, { status: 303, headers: { location: paths.signIn(url.pathname + url.search) } });
  return may(moderator.moderator, act, postAuthors) ? moderator : new Response('You may not do that here.', { status: 403 });
}

/** Whoever is signed in, for pages that every moderator may read; otherwise the way to sign in. */
export function anybodySignedIn({ locals, url }: Context): SignedIn | Response {
  return locals.moderator ?? new Response(null, { status: 303, headers: { location: paths.signIn(url.pathname + url.search) } });
}

/** The form posted by a session that holds its own token (the front door has seen that it comes from this site); otherwise the answer. */
export async function postedBy(signedIn: SignedIn, request: Request): Promise<FormData | Response> {
  const form = await request.formData().catch(() => null);
  if (!form) return new Response('The form arrived damaged. Please send it again.', { status: 400 });
  if (holdsToken(form, signedIn)) return form;
  return new Response('This form is of another session. Please open the page again.', { status: 403 });
}
