/**
 * What takes the place of the service worker once a site does without: it forgets all that was kept, then itself. It shares
 * nothing with the worker but types: the build would put that into a third file.
 */
import type { WorkerScope } from './scope.ts';

const worker = globalThis as unknown as WorkerScope; // a service worker is all that this file ever runs in

worker.addEventListener('install', (event) => event.waitUntil(remove()));

async function remove(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(`${worker.registration.scope} `));
  await Promise.all(names.map((name) => caches.delete(name)));
  // Only once it is installed is it its turn to go: who waited here for that would wait for ever.
  void worker.registration.unregister();
}
