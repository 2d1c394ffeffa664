/** Names below the site's front page that the service worker has to know, which cannot ask `paths.ts`: browsers would have to load all of it. */
export const workerFile = 'service-worker.js';
export const offlineFolder = 'offline/';
export const signOutFolder = 'moderation/sign-out/';
/** Where the build puts files whose names contain a hash of what they hold. */
export const hashedFolder = '_astro/';
