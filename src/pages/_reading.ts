import type { APIContext } from 'astro';
import { absolute, paths } from '../site/paths.ts';
import { chosen, keptFor, packChoice, readChoice, readingCookie, wayBack } from '../site/reading/choice.ts';

/** Keeps what a form chose in the reader's cookie, and sends them back to the page they came from. */
export async function choose({ request, cookies, locals }: Pick<APIContext, 'request' | 'cookies' | 'locals'>): Promise<Response> {
  const { siteUrl } = locals.settings;
  const form = await request.formData().catch(() => null);
  if (!form) return new Response('The form arrived damaged. Please send it again.', { status: 400 });
  const packed = packChoice(chosen(Object.fromEntries(form), readChoice(cookies.get(readingCookie)?.value)));
  // Script sets it too, so that a choice shows at once.
  const cookie = { path: paths.home(), sameSite: 'lax', secure: siteUrl.startsWith('https:') } as const;
  if (packed) cookies.set(readingCookie, packed, { ...cookie, maxAge: keptFor });
  else cookies.delete(readingCookie, cookie);
  const asked = form.get('to') ?? request.headers.get('referer');
  return new Response(null, {
    status: 303,
    headers: { location: wayBack(String(asked ?? ''), absolute(paths.home(), siteUrl), paths.reading()) },
  });
}
