/** What a request carries. The front door brings it along; in the preview and while building it is found here. */
import { defineMiddleware } from 'astro:middleware';
import { type Database, isUnavailable } from './database/database.ts';
import { openDatabase, openExistingDatabase } from './database/open.ts';
import { sessionCookie } from './moderation/session-cookie.ts';
import { resume } from './moderation/sessions.ts';
import { publishedPosts } from './posts/posts.ts';
import { readSecret } from './site/secret.ts';
import { readSettings } from './site/settings.ts';

let opened: Promise<Database | null> | undefined;

export const onRequest = defineMiddleware(async ({ locals, cookies, isPrerendered }, next) => {
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
      searchIndex: async () => {
        if (!import.meta.env.DEV) return null;
        const { previewIndex } = await import('./search/preview.ts');
        return previewIndex(await publishedPosts());
      },
    } satisfies App.Locals);
  }
  if (!isPrerendered) locals.moderator = await whoIs(locals, cookies.get(sessionCookie(locals.settings).name)?.value);
  return next();
});

/** Without a cookie nobody, and nobody asks the database; without a database nobody either. */
async function whoIs({ database, secret }: App.Locals, cookie: string | undefined): Promise<App.Locals['moderator']> {
  if (!cookie || !database) return null;
  return resume(database, cookie, secret, new Date()).catch((error: unknown) => {
    if (isUnavailable(error)) return null;
    throw error;
  });
}
