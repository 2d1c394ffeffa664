import type { APIContext } from 'astro';
import { authorsOf } from '../../authors/authors.ts';
import type { SignedIn } from '../../moderation/moderator.ts';
import { nameOf, type Passkey, passkeysOf, removePasskey, renamePasskey } from '../../moderation/passkeys.ts';
import { endSession, type Session, sessionsOf } from '../../moderation/sessions.ts';
import { paths } from '../../site/paths.ts';
import { postedBy } from './_guard.ts';

/** What an account page shows besides who one is. */
export async function accountOf(
  { moderator }: SignedIn,
  { database }: App.Locals,
): Promise<{ sessions: Session[]; passkeys: Passkey[]; author: string | undefined }> {
  const sessions = (await database?.read((tables) => sessionsOf(tables, moderator.id, new Date()))) ?? [];
  const passkeys = (await database?.read((tables) => passkeysOf(tables, moderator.id))) ?? [];
  const [author] = moderator.author ? await authorsOf([moderator.author]) : [];
  return { sessions, passkeys, author: author?.data.name };
}

/** What somebody changes about their own account: a session ended, a passkey named or removed. Then the page again. */
export async function changeAccount(signedIn: SignedIn, { request, locals }: Pick<APIContext, 'request' | 'locals'>): Promise<Response> {
  const form = await postedBy(signedIn, request);
  if (form instanceof Response) return form;
  const { id } = signedIn.moderator;
  const text = (name: string) => String(form.get(name) ?? '');
  await locals.database?.write(async (tx) => {
    if (form.has('end')) await endSession(tx, id, Number(text('end')));
    if (form.has('rename')) await renamePasskey(tx, id, text('rename'), nameOf(text('name')));
    if (form.has('remove')) await removePasskey(tx, id, text('remove'));
  });
  return new Response(null, { status: 303, headers: { location: paths.moderationPage('account') } });
}
