import type { APIContext } from 'astro';
import { type Ban, currentBans } from '../../moderation/bans.ts';
import type { SignedIn } from '../../moderation/moderator.ts';
import { type Bannable, bannable, settleBans } from '../../moderation/settle-bans.ts';
import { paths } from '../../site/paths.ts';
import { postedBy } from './_guard.ts';

/** What the page of bans shows. */
export interface BansAnswer {
  status: number;
  bans: Ban[];
  from?: Bannable | undefined;
  problem?: string;
  typed?: FormData;
}

/** Shows, makes or lifts bans; `?comment=ID` offers the sender of that comment. */
export async function bansAnswer(
  { locals, request, url }: Pick<APIContext, 'locals' | 'request' | 'url'>,
  signed: SignedIn,
): Promise<BansAnswer | Response> {
  const { database, secret } = locals;
  if (!database) return new Response('The database does not answer for the moment.', { status: 503, headers: { 'retry-after': '60' } });
  const now = new Date();
  const show = async (status: number, comment: FormDataEntryValue | null): Promise<BansAnswer> => ({
    status,
    bans: await database.read((tables) => currentBans(tables, now)),
    from: Number(comment) > 0 ? await database.read((tables) => bannable(tables, Number(comment))) : undefined,
  });
  if (request.method !== 'POST') return show(200, url.searchParams.get('comment'));
  const form = await postedBy(signed, request);
  if (form instanceof Response) return form;
  const by = { id: signed.moderator.id, name: signed.moderator.name };
  const outcome = await database.write((tx) => settleBans(tx, form, { by, now, secret }));
  if ('problem' in outcome) return { ...(await show(422, form.get('comment'))), problem: outcome.problem, typed: form };
  return new Response(null, { status: 303, headers: { location: `${paths.moderationPage('bans')}?done=${outcome.done}` } });
}
