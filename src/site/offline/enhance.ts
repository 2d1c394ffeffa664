/**
 * Pages that were opened are kept by the service worker (`worker.ts`). It is asked for by those who open a second page or
 * stay ten seconds: whoever only looks in does not pay for it. A page shown without a network does not say where it is, and
 * is not kept again: it would pass for one that was just read.
 */
const { offline } = document.documentElement.dataset;
const { serviceWorker } = navigator;

async function keepThis(): Promise<void> {
  try {
    await serviceWorker.register(offline ?? '');
    const { active } = await serviceWorker.ready;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker is no window, and always of this site
    active?.postMessage(performance.getEntries().map(({ name }) => name));
  } catch {
    // A browser that does not want to keep anything reads on without.
  }
}

if (offline && serviceWorker)
  setTimeout(keepThis, serviceWorker.controller || document.referrer.startsWith(location.origin) ? 1_000 : 10_000);
