/** What a request carries. The front door brings it along; in the preview and while building it is found here. */
import { defineMiddleware } from 'astro:middleware';
import type { Database } from './database/database.ts';
import { openDatabase, openExistingDatabase } from './database/open.ts';
import { readSecret } from './site/secret.ts';
import { readSettings } from './site/settings.ts';

let opened: Promise<Database | null> | undefined;

export const onRequest = defineMiddleware(async ({ locals }, next) => {
  if (!('settings' in locals)) {
    const settings = readSettings(process.env);
    // The preview keeps comments like the real thing; a build only shows those that are there.
    opened ??= (import.meta.env.DEV ? openDatabase : openExistingDatabase)(settings.databaseUrl).catch((error: unknown) => {
      console.warn('Comments are left out: the database cannot be opened.', error);
      return null;
    });
    Object.assign(locals, {
      settings,
      secret: readSecret(settings.secret),
      database: await opened,
      network: import.meta.env.DEV ? 'preview' : null,
      moderator: null,
    } satisfies App.Locals);
  }
  return next();
});
