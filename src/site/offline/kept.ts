/** What a browser keeps of the site: pages, and the files of the build they need. */
import { hashedFolder, offlineFolder } from './names.ts';
import { prefix, scope } from './scope.ts';

/** What all of it may come to. The pages that were not read for the longest time go first. */
const mostPages = 50;
const mostBytes = 25 * 1_024 * 1_024;

// Another number is another form: then what is kept in this one is forgotten.
const pagesName = `${prefix}pages 1`;
const filesName = `${prefix}files 1`;
export const offlineAddress = scope + offlineFolder;

/** The pages, longest unread first. */
export const openPages = () => caches.open(pagesName);

/** What is kept of an address: a page, a file with a hash in its name, or the page that is shown for pages that are not kept. */
export async function keptOf(url: string): Promise<Response | undefined> {
  const cacheName = isFile(url) || url === offlineAddress ? filesName : pagesName;
  return caches.match(url, { cacheName }).catch(() => undefined);
}

/** Whether an address is that of a file whose name contains a hash of what it holds: a kept one is never old. */
export function isFile(url: string): boolean {
  return url.startsWith(scope + hashedFolder);
}

/** Such a file, from here or else from the network. */
export async function file(request: Request): Promise<Response> {
  const known = await keptOf(request.url);
  if (known) return known;
  const response = await fetch(request);
  const copy = response.clone();
  if (response.ok) void putFile(request.url, copy).catch(() => undefined);
  return response;
}

/** Gets what is needed to say that a page is not kept. */
export async function prepare(): Promise<void> {
  const response = await fetch(offlineAddress, { cache: 'no-cache' });
  if (!response.ok) throw new Error(response.statusText);
  const html = await response.clone().text();
  const files = await caches.open(filesName);
  // Not what only style sheets name: a page that needs another typeface brings it along.
  const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => new URL(address, scope).href);
  await keepFiles(files, named.filter(isFile));
  await files.put(offlineAddress, response);
}

let turn: Promise<void> = Promise.resolve();

/** Keeps the page that asks for it, with those of the files it loaded that are hashed; one page after the other. What cannot be kept is not. */
export function keep(url: string, loaded: unknown): Promise<void> {
  const files = Array.isArray(loaded) ? loaded.map(String).filter(isFile) : [];
  turn = turn.then(() => keepPage(plain(url), files)).catch(() => undefined);
  return turn;
}

/** The address of a page without query and fragment, which never make another page of one that is kept. */
export function plain(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

/** Forgets which pages were read. */
export async function forgetPages(): Promise<void> {
  await caches.delete(pagesName);
}

/** Forgets what another version of this file kept, in another form. */
export async function forgetOtherVersions(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== pagesName && name !== filesName);
  await Promise.all(names.map((name) => caches.delete(name)));
}

async function keepPage(url: string, shown: readonly string[]): Promise<void> {
  if (!url.startsWith(scope) || !(await isWanted())) return;
  // The browser has just loaded it: this costs no request, and is dated as what the reader sees.
  const response = await fetch(url, { cache: 'force-cache' });
  if (!isPublic(response)) return;
  const [pages, files] = await Promise.all([openPages(), caches.open(filesName)]);
  await pages.put(url, response);
  await keepFiles(files, shown);
  await sweep(pages, files);
}

/** Whether a page is the same for everybody and may be kept. What belongs to one person is sent as `private, no-store`. */
function isPublic({ status, redirected, headers }: Response): boolean {
  const isPage = headers.get('content-type')?.startsWith('text/html');
  return status === 200 && !redirected && isPage === true && !/no-store|private/.test(headers.get('cache-control') ?? '');
}

async function putFile(url: string, response: Response): Promise<void> {
  if (await isWanted()) await (await caches.open(filesName)).put(url, response);
}

/** What `remove.ts` removed does not come back by what a page that is still open asks for. */
function isWanted(): Promise<boolean> {
  return caches.has(filesName);
}

async function keepFiles(files: Cache, urls: readonly string[]): Promise<void> {
  for (const url of new Set(urls)) {
    if (await files.match(url)) continue;
    const response = await fetch(url, { cache: 'force-cache' });
    if (response.ok) await files.put(url, response);
  }
}

/** Lets go of the pages that are too many, and of the files that no page needs any more. */
async function sweep(pages: Cache, files: Cache): Promise<void> {
  const offline = await files.match(offlineAddress);
  const needed = new Set([offlineAddress, ...namedIn((await offline?.text()) ?? '')]);
  let count = 0;
  let bytes = 0;
  for (const request of (await pages.keys()).toReversed()) {
    const html = (await (await pages.match(request))?.text()) ?? '';
    const more = namedIn(html).filter((url) => !needed.has(url));
    count += 1;
    bytes += html.length;
    for (const url of more) bytes += Number((await files.match(url))?.headers.get('content-length') ?? 0);
    if (count > mostPages || bytes > mostBytes) await pages.delete(request);
    else for (const url of more) needed.add(url);
  }
  for (const { url } of await files.keys()) if (!needed.has(url)) await files.delete(url);
}

/** The files of the build whose names occur in a page, each once. */
function namedIn(html: string): string[] {
  const folder = new URL(scope + hashedFolder);
  const rests = html.split(folder.pathname).slice(1);
  return [...new Set(rests.map((rest) => folder.href + (/^[^"'\s,()&<>]+/.exec(rest)?.[0] ?? '')))];
}
