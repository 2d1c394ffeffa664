import { parseArgs } from 'node:util';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open.ts';
import { type Moderator, type Role, roles } from '../moderation/moderator.ts';
import { addModerator, allModerators, moderatorOf, removeModerator } from '../moderation/moderators.ts';
import { linkOf, writeLink } from '../moderation/sign-in.ts';
import { addSignIn, linkMinutes } from '../moderation/sign-ins.ts';
import { didYouMean } from '../posts/check/nearest.ts';
import { isEmailAddress } from '../site/email-address.ts';
import { paths } from '../site/paths.ts';
import { readSecret } from '../site/secret.ts';
import { readSettings } from '../site/settings.ts';

const usage = `Usage: npx afterword moderator <what>

  add you@example.org     [--name "Your name"] [--role ${roles.join('|')}] [--author ID]; prints a link to sign in with
  list                    everybody who may sign in
  link you@example.org    another link, good once and for ${linkMinutes} minutes
  remove you@example.org  signs them out everywhere`;

const options = { name: { type: 'string' }, role: { type: 'string' }, author: { type: 'string' } } as const;

/** Accounts by command line, while the site runs or not. */
export async function moderator(words: string[]): Promise<number> {
  const read = readWords(words);
  if (!read) return say(usage, 2);
  const { what, email, values } = read;
  if (what === 'list' && email === undefined) return withDatabase(list);
  if (email === undefined || !isEmailAddress(email)) return say(usage, 2);
  if (what === 'remove') return withDatabase((database) => remove(database, email));
  if (what === 'link') return withDatabase((database) => link(database, email));
  return what === 'add' ? add(email, values) : say(usage, 2);
}

async function add(email: string, { name, role, author }: { name?: string; role?: string; author?: string }): Promise<number> {
  const known = roles.find((one): one is Role => one === role);
  if (role !== undefined && !known) return say(`There is no role “${role}”: write one of ${roles.join(', ')}.`, 2);
  const authors = author === undefined ? null : await authorNames();
  if (author !== undefined && authors && !authors.has(author)) {
    const advice = didYouMean(author, authors.keys()) || ` There are: ${[...authors.keys()].join(', ')}.`;
    return say(`There is no author “${author}”.${advice}`, 2);
  }
  return withDatabase(async (database) => {
    const wanted = { email, role: known, author, name: name ?? authors?.get(author ?? '') };
    const account = await database.write((tx) => addModerator(tx, wanted, new Date()));
    console.log(`${account.isNew ? 'Added' : 'Changed'}: ${line(account)}`);
    return link(database, email);
  });
}

/** The authors of the site, as their files are called, with their names. */
async function authorNames(): Promise<Map<string, string>> {
  // It brings along everything that reads MDX, which nothing else here needs.
  const { readContent } = await import('../posts/check/content.ts');
  const { authors } = await readContent('.');
  return new Map(authors.map(({ id, source }) => [id, String(source.data?.['name'] ?? id)]));
}

async function link(database: Database, email: string): Promise<number> {
  const { secret: given, siteUrl, smtp } = readSettings(process.env);
  const secret = readSecret(given);
  const now = new Date();
  const token = await database.write(async (tx) => {
    const account = await moderatorOf(tx, email);
    if (!account) return null;
    if (smtp) await writeLink(tx, account, paths.moderation(), { secret, now, siteUrl });
    return addSignIn(tx, account.id, secret, now);
  });
  if (token === null) return say(`${email} is no moderator. \`npx afterword moderator list\` shows who is.`, 1);
  console.log(`Sign in once, within ${linkMinutes} minutes:\n${linkOf(token, siteUrl)}`);
  if (smtp) console.log('A letter with a link of its own is on its way, too.');
  return 0;
}

async function list(database: Database): Promise<number> {
  const found = await database.read(allModerators);
  if (found.length === 0) return say('Nobody yet. Begin with: npx afterword moderator add you@example.org', 0);
  for (const account of found) console.log(line(account));
  return 0;
}

async function remove(database: Database, email: string): Promise<number> {
  const removed = await database.write((tx) => removeModerator(tx, email));
  return removed ? say(`Removed: ${email}, signed out everywhere.`, 0) : say(`${email} is no moderator.`, 1);
}

async function withDatabase(work: (database: Database) => Promise<number>): Promise<number> {
  const database = await openDatabase(readSettings(process.env).databaseUrl);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

function readWords(words: string[]) {
  try {
    const { positionals, values } = parseArgs({ args: words, options, allowPositionals: true });
    const [what = 'list', email, ...more] = positionals;
    return more.length === 0 ? { what, email, values } : null;
  } catch {
    return null;
  }
}

function line({ email, name, role, author }: Moderator): string {
  return `${email}  ${role}  ${name}${author ? `  (writes as ${author})` : ''}`;
}

function say(text: string, code: number): number {
  (code === 0 ? console.log : console.error)(text);
  return code;
}
