import type { APIContext } from 'astro';
import { type Problems, typed as typedIn, type Typed } from '../comments/form.ts';
import { commenterCookie, oneYear, packCommenter, readReceipt, receiptCookie, sealReceipt } from '../comments/receipt.ts';
import { submit } from '../comments/submit.ts';
import { addressOf } from '../comments/thread.ts';
import { waitingAddress } from '../comments/waiting.ts';
import { isUnavailable } from '../database/database.ts';
import { judgeFor } from '../moderation/judge.ts';
import type { Post } from '../posts/posts.ts';
import { opennessOf } from './_discussion.ts';

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
  if (!form) return { status: 400, trouble: 'The form arrived damaged. Please send it again.' };
  const typed = typedIn(form);
  const openness = opennessOf(post, locals);
  if (openness === 'closed')
    return { status: 403, typed, trouble: 'Comments are closed here: yours was not stored. You can copy its text below.' };
  if (!database) return unavailable(typed);

  const receipt = readReceipt(cookies.get(receiptCookie)?.value, secret);
  const judge = judgeFor(settings.comments, settings.limits);
  const circumstances = {
    database,
    judge,
    secret,
    now: new Date(),
    network: locals.network ?? 'unknown',
    receipt,
    limits: settings.limits,
  };
  try {
    const outcome = await submit(form, post.id, circumstances);
    if (outcome.kind === 'invalid') return { status: 422, typed, problems: outcome.problems };
    if (outcome.kind === 'too-large') return { status: 413, typed, problems: outcome.problems };
    if (outcome.kind === 'too-fast') return tooFast(typed, outcome.seconds);

    const cookie = { path: '/', sameSite: 'lax', secure: settings.siteUrl.startsWith('https:') } as const;
    const kept = outcome.draft.remember ? { ...cookie, maxAge: oneYear } : cookie;
    cookies.set(receiptCookie, sealReceipt(receipt, secret), { ...kept, httpOnly: true });
    if (outcome.draft.remember) cookies.set(commenterCookie, packCommenter(outcome.draft), kept);
    else cookies.delete(commenterCookie, cookie);
    const address =
      outcome.kind === 'published'
        ? await database.read((tables) => addressOf(tables, post.id, outcome.id))
        : waitingAddress(post.id, outcome.id, secret, circumstances.now);
    return new Response(null, { status: 303, headers: { location: address } });
  } catch (error) {
    if (isUnavailable(error)) return unavailable(typed);
    throw error;
  }
}

function tooFast(typed: Typed, seconds: number): Refusal {
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  const trouble = `Many comments came from your network in a short time. Please wait ${wait}, then post yours again: it is kept below.`;
  return { status: 429, headers: { 'retry-after': String(seconds) }, typed, trouble };
}

function unavailable(typed: Typed): Refusal {
  const trouble = 'Your comment could not be stored just now. It is kept below: please post it again in a minute.';
  return { status: 503, headers: { 'retry-after': '60' }, typed, trouble };
}
