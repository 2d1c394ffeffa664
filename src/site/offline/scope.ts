/** What of a service worker's world TypeScript's library for pages does not know. */
interface Extendable extends Event {
  waitUntil: (work: Promise<unknown>) => void;
}

export interface Asked extends Extendable {
  readonly request: Request;
  /** What the browser asked for by itself while the worker was woken, if that is what it does. */
  readonly preloadResponse: Promise<Response | undefined>;
  respondWith: (response: Promise<Response>) => void;
}

interface WorkerEvents {
  install: Extendable;
  activate: Extendable;
  fetch: Asked;
  message: Extendable & { readonly data: unknown; readonly source: { readonly url: string } };
}

export interface WorkerScope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { claim: () => Promise<void> };
  addEventListener: <Name extends keyof WorkerEvents>(name: Name, heard: (event: WorkerEvents[Name]) => void) => void;
}

/** The worker itself. */
export const worker = globalThis as unknown as WorkerScope; // a service worker is all that these files ever run in

/** The address of the site's front page in full, whatever path the site is under. */
export const { scope } = worker.registration;

/** All that is kept is under names that begin with this: other sites may share the host. `remove.ts` relies on scope and space. */
export const prefix = `${scope} kept `;
