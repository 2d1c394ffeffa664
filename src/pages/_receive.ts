import type { APIContext } from 'astro';
import { type Problems, typed as typedIn, type Typed } from '../comments/form.ts';
import { commenterCookie, oneYear, packCommenter, readReceipt, receiptCookie, sealReceipt } from '../comments/receipt.ts';
import { submit } from '../comments/submit.ts';
import { addressOf } from '../comments/thread.ts';
import { trouble } from '../comments/trouble.ts';
import { waitingAddress } from '../comments/waiting.ts';
import { isUnavailable } from '../database/database.ts';
import type { Post } from '../posts/posts.ts';
import { daysSince } from '../site/dates.ts';
import { paths } from '../site/paths.ts';
import { opennessOf } from './_discussion.ts';
import { receivedBy } from './_house.ts';

/** The form again: why nothing was stored, with everything that was typed. */
export interface Refusal {
  status?: number;
  headers?: Record<string, string>;
  typed?: Typed;
  problems?: Problems;
  trouble?: string;
}

/** Takes a posted form through `submit` and turns what came of it into the answers of the contract. */
export async function receive(
  post: Post,
  { request, cookies, locals }: Pick<APIContext, 'request' | 'cookies' | 'locals'>,
): Promise<Response | Refusal> {
  const { database, settings, secret } = locals;
  const form = await request.formData().catch(() => null);
  if (!form) return { status: 400, trouble: trouble.damaged };
  const typed = typedIn(form);

  const receipt = readReceipt(cookies.get(receiptCookie)?.value, secret);
  const network = locals.network ?? 'unknown';
  const now = new Date();
  try {
    if ((await opennessOf(post, locals)).state === 'closed') return { status: 403, typed, trouble: trouble.closed };
    if (!database) return unavailable(typed);
    const postAge = daysSince(post.data.published, now);
    const received = await receivedBy(form, database, locals);
    const circumstances = { ...received, database, postAge, secret, now, network, receipt, limits: settings.limits };
    const outcome = await submit(form, post.id, circumstances);
    if (outcome.kind === 'invalid') return { status: 422, typed, problems: outcome.problems };
    if (outcome.kind === 'too-large') return { status: 413, typed, problems: outcome.problems };
    if (outcome.kind === 'too-fast') {
      return { status: 429, headers: { 'retry-after': String(outcome.seconds) }, typed, trouble: trouble.tooFast(outcome.seconds) };
    }

    const { kind, id, draft } = outcome;
    const cookie = { path: paths.home(), sameSite: 'lax', secure: settings.siteUrl.startsWith('https:') } as const;
    const kept = draft.remember ? { ...cookie, maxAge: oneYear } : cookie;
    cookies.set(receiptCookie, sealReceipt(receipt, secret), { ...kept, httpOnly: true });
    if (draft.remember) cookies.set(commenterCookie, packCommenter(draft), kept);
    else cookies.delete(commenterCookie, cookie);
    const seen = kind === 'published' ? await database.read((tables) => addressOf(tables, post.id, id)) : null;
    return new Response(null, { status: 303, headers: { location: seen ?? waitingAddress(post.id, id, secret, now) } });
  } catch (error) {
    if (isUnavailable(error)) return unavailable(typed);
    throw error;
  }
}

function unavailable(typed: Typed): Refusal {
  return { status: 503, headers: { 'retry-after': '60' }, typed, trouble: trouble.unavailable };
}
