import type { APIRoute } from 'astro';
import { askForPasskey, signInByPasskey } from '../../../moderation/passkey-ceremony.ts';
import { returnTo } from '../../../moderation/return-to.ts';
import { paths } from '../../../site/paths.ts';
import { browserOf, circumstancesOf, unavailable, welcome } from '../_sign-in.ts';

export const prerender = false;

export const GET: APIRoute = ({ redirect }) => redirect(paths.signIn(), 303);

/** The question for an authenticator or, with its answer, a session. */
export const POST: APIRoute = async (context) => {
  const circumstances = circumstancesOf(context.locals);
  if (!circumstances) return unavailable();
  const form = await context.request.formData().catch(() => new FormData());
  if (!form.has('answer')) return Response.json(await askForPasskey(circumstances));
  const session = await signInByPasskey(String(form.get('answer')), browserOf(context), circumstances);
  if (session === null) return Response.json({ problem: 'This passkey is not known here. Sign in by a link instead.' }, { status: 403 });
  const to = returnTo(String(form.get('to')));
  welcome(context, session, to);
  return Response.json({ to });
};
