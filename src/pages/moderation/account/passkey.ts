import type { APIRoute } from 'astro';
import { browserName } from '../../../moderation/browser-name.ts';
import { addAnsweredPasskey, askForNewPasskey } from '../../../moderation/passkey-ceremony.ts';
import { paths } from '../../../site/paths.ts';
import { postedBy, signedIn } from '../_guard.ts';
import { circumstancesOf, unavailable } from '../_sign-in.ts';

export const prerender = false;

export const GET: APIRoute = ({ redirect }) => redirect(paths.moderationPage('account'), 303);

/** The question for an authenticator that is to make a passkey or, with its answer, the passkey. */
export const POST: APIRoute = async (context) => {
  const session = signedIn(context, 'account');
  if (session instanceof Response) return session;
  const form = await postedBy(session, context.request);
  if (form instanceof Response) return form;
  const circumstances = circumstancesOf(context.locals);
  if (!circumstances) return unavailable();
  if (!form.has('answer')) return Response.json(await askForNewPasskey(session.moderator, circumstances));
  const name = browserName(context.request.headers.get('user-agent'));
  const added = await addAnsweredPasskey(String(form.get('answer')), name, session.moderator, circumstances);
  if (added) return Response.json({ to: paths.moderationPage('account') });
  return Response.json({ problem: 'This passkey could not be added. Please try again.' }, { status: 422 });
};
