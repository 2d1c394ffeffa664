declare namespace App {
  /** What a request carries. The front door gives it; in the preview and while building, `middleware.ts` does. */
  interface Locals {
    settings: import('./site/settings.ts').Settings;
    secret: import('./site/secret.ts').Secret;
    /** Null when there is none, or when it does not answer. */
    database: import('./database/database.ts').Database | null;
    /** Keyed hash of the visitor's network; null while building. */
    network: string | null;
    /** Whoever is signed in; `middleware.ts` finds out. */
    moderator: import('./moderation/moderator.ts').SignedIn | null;
    /** The index of the posts; null where there is none, as while building. */
    searchIndex: () => Promise<import('./search/index-file.ts').SearchIndex | null>;
  }
}
