/** Kept pages, made ready to be read again: each says that it is one, and of when. */
import { keptOf, offlineAddress, openPages, plain } from './kept.ts';

/** The kept page of an address, marked as one; undefined when there is none, or the browser does not give it out. */
export async function readAgain(url: string): Promise<Response | undefined> {
  try {
    const address = plain(url);
    const kept = await keptOf(address);
    if (!kept) return undefined;
    // Put in once more it stands last, as what was read last.
    const again = kept.clone();
    await openPages()
      .then((pages) => pages.put(address, again))
      .catch(() => undefined);
    return await withHtml(kept, (html) => marked(html, new Date(kept.headers.get('date') ?? 0)));
  } catch {
    return undefined;
  }
}

/** The page that says that a page is not kept, and which ones are. */
export async function offlinePage(): Promise<Response | undefined> {
  try {
    const page = await keptOf(offlineAddress);
    const list = await listed();
    return page && (await withHtml(page, (html) => html.replace(/<ul id="kept"[^>]*>/, (start) => start + list), 503));
  } catch {
    return undefined;
  }
}

/** A page that says twice of when it is, where it begins and where its discussion does, and asks no more to be kept. */
export function marked(html: string, read: Date): string {
  const language = /<html[^>]* lang="([^"]+)"/.exec(html)?.[1];
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(read);
  const [page, discussion] = [
    `You are offline, or this site cannot be reached. This is the page as you opened it on ${moment}.`,
    `This is the discussion as it was on ${moment}; it may have gone on since. A comment cannot be sent now. ` +
      'What you write stays in the form, and can be sent from it once you are back.',
  ].map((text) => `<p class="offline">${text}</p>`);
  return html
    .replace(/ data-offline="[^"]*"/, '')
    .replace(/<main [^>]*>/, (start) => start + page)
    .replace(/<h2 id="discussion-title".*?<\/h2>/, (heading) => heading + discussion);
}

/** Links to all pages, the last read first. A title is written as the page has it, and cannot become more than text. */
async function listed(): Promise<string> {
  const pages = await openPages();
  const items: string[] = [];
  for (const request of (await pages.keys()).toReversed()) {
    const html = (await (await pages.match(request))?.text()) ?? '';
    const title = /<title>(.*?)<\/title>/s.exec(html)?.[1]?.replaceAll('<', '&lt;');
    items.push(`<li><a href="${request.url.replaceAll('&', '&amp;')}">${title ?? request.url}</a></li>`);
  }
  return items.join('');
}

async function withHtml(page: Response, change: (html: string) => string, status = 200): Promise<Response> {
  const headers = new Headers(page.headers);
  // They tell of the bytes that came over the network.
  for (const name of ['content-encoding', 'content-length', 'etag']) headers.delete(name);
  return new Response(change(await page.text()), { status, headers });
}
