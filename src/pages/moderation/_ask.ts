import type { APIContext } from 'astro';
import { returnTo } from '../../moderation/return-to.ts';
import { askForLink } from '../../moderation/sign-in.ts';
import { isEmailAddress } from '../../site/email-address.ts';
import { paths } from '../../site/paths.ts';
import { circumstancesOf, unavailable } from './_sign-in.ts';

/** The form again, and what is wrong. */
export interface Refusal {
  status: number;
  headers?: Record<string, string>;
  email: string;
  problem: string;
}

/** Takes a posted address. What is answered does not depend on whose it is. */
export async function ask({ request, locals, url }: Pick<APIContext, 'request' | 'locals' | 'url'>): Promise<Response | Refusal> {
  const form = await request.formData().catch(() => null);
  const email = String(form?.get('email') ?? '').trim();
  if (!isEmailAddress(email)) return { status: 422, email, problem: 'Enter an email address in the form name@example.org.' };
  const circumstances = circumstancesOf(locals);
  if (!circumstances) return unavailable();
  const to = returnTo(url.searchParams.get('to'));
  const seconds = await askForLink(email, to, circumstances);
  if (seconds > 0) {
    const problem = `Links were asked for too often from here. Please wait ${Math.ceil(seconds / 60)} minutes; those already sent still work.`;
    return { status: 429, headers: { 'retry-after': String(seconds) }, email, problem };
  }
  return new Response(null, { status: 303, headers: { location: `${paths.signIn(to)}&sent=yes#sent` } });
}
