import { allAuthors, authorsOf } from '../authors/authors.ts';
import type { House, Judge, Notice } from '../comments/comment.ts';
import type { Database } from '../database/database.ts';
import { heedingBans } from '../moderation/bans.ts';
import { judgeBy, ofTheHouse } from '../moderation/judge.ts';
import { noticeFor } from '../moderation/notice.ts';
import { currentRules } from '../moderation/rulebook.ts';
import { holdsToken } from '../moderation/session-cookie.ts';

/** As whom somebody signed in comments: under the author's name where the account is an author's. Null for everybody else. */
export async function houseOf({ moderator: signedIn }: App.Locals): Promise<(House & { token: string }) | null> {
  if (!signedIn) return null;
  const { name, email, author: id } = signedIn.moderator;
  const [author] = id ? await authorsOf([id]) : [];
  return { name: author?.data.name ?? name, email, author: author?.id ?? null, token: signedIn.token };
}

/** Who posts a form, what looks at it, and who judges it. */
export interface Received {
  /** Who of the house; without the token of their session a form is a visitor's, whatever cookie came with it. */
  by: House | null;
  notice: Notice;
  /** The rules, which may say that the house's own appears at once. */
  judge: Judge;
}

/** Everything about a posted form that depends on who sends it and on the rules. */
export async function receivedBy(form: FormData, database: Database, locals: App.Locals): Promise<Received> {
  const { settings, secret, moderator } = locals;
  const rules = await database.read((tables) => currentRules(tables, settings.comments));
  const by = moderator && holdsToken(form, moderator) ? await houseOf(locals) : null;
  const authors = (await allAuthors()).map(({ data }) => data.name);
  const around = { limits: settings.limits, authors, home: new URL(settings.siteUrl).hostname, wantsWork: rules.work !== 'off' };
  const notice = heedingBans(noticeFor(around), secret);
  return { by, notice, judge: by && rules.publishModerators ? ofTheHouse : judgeBy(rules, secret) };
}
