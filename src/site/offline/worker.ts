/**
 * The service worker: what was read can be read again without a network. The network comes first, always; a kept page is
 * shown only when it fails, and says so. What is neither a page nor a file of the build passes by.
 */
import { offlinePage, readAgain } from './again.ts';
import { file, forgetOtherVersions, forgetPages, isFile, keep, prepare } from './kept.ts';
import { signOutFolder } from './names.ts';
import { type Asked, scope, worker } from './scope.ts';

/** How long the network may take, in milliseconds, where there is a kept page to show instead. Who reloads waits for it. */
const patience = 5_000;

// A new version waits until the pages of the old one are closed: pushed aside, it takes navigations with it that then never end.
worker.addEventListener('install', (event) => event.waitUntil(prepare()));
worker.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([forgetOtherVersions(), worker.registration.navigationPreload?.enable(), worker.clients.claim()]));
});
worker.addEventListener('message', (event) => event.waitUntil(keep(event.source.url, event.data)));
worker.addEventListener('fetch', (event) => {
  const { method, mode, url, headers } = event.request;
  if (method === 'POST' && url === scope + signOutFolder) event.waitUntil(forgetPages());
  if (method !== 'GET' || headers.has('range')) return;
  if (mode === 'navigate') event.respondWith(page(event));
  else if (isFile(url)) event.respondWith(file(event.request));
});

async function page({ request, preloadResponse }: Asked): Promise<Response> {
  const answer = preloadResponse.then((response) => response ?? fetch(request));
  // Nobody is there yet to see a page that is asked for early. It is shown later, when the network may be back.
  if (request.headers.get('sec-purpose')?.startsWith('prefetch')) return answer;
  const reloads = request.cache === 'no-cache' || request.cache === 'reload';
  try {
    const response = await (reloads ? answer : Promise.race([answer, outOfPatience()]));
    return response ?? (await readAgain(request.url)) ?? (await answer);
  } catch (error) {
    const shown = (await readAgain(request.url)) ?? (await offlinePage());
    if (shown) return shown;
    throw error;
  }
}

function outOfPatience(): Promise<undefined> {
  return new Promise((due) => setTimeout(due, patience, undefined));
}
