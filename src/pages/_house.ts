import { authorsOf } from '../authors/authors.ts';
import type { House, Judge } from '../comments/comment.ts';
import type { Database } from '../database/database.ts';
import { judgeBy, ofTheHouse } from '../moderation/judge.ts';
import { currentRules } from '../moderation/rulebook.ts';
import { holdsToken } from '../moderation/session-cookie.ts';

/** As whom somebody signed in comments: under the author's name where the account is an author's. Null for everybody else. */
export async function houseOf({ moderator: signedIn }: App.Locals): Promise<(House & { token: string }) | null> {
  if (!signedIn) return null;
  const { name, email, author: id } = signedIn.moderator;
  const [author] = id ? await authorsOf([id]) : [];
  return { name: author?.data.name ?? name, email, author: author?.id ?? null, token: signedIn.token };
}

/**
 * Who of the house posts a form, and who judges what they wrote: the rules, which may say that the house's own appears at once.
 * Without the token of the session a form is a visitor's, whatever cookie came with it.
 */
export async function senderOf(form: FormData, database: Database, locals: App.Locals): Promise<{ by: House | null; judge: Judge }> {
  const rules = await database.read((tables) => currentRules(tables, locals.settings.comments));
  const by = locals.moderator && holdsToken(form, locals.moderator) ? await houseOf(locals) : null;
  return { by, judge: by && rules.publishModerators ? ofTheHouse : judgeBy(rules, locals.secret) };
}
