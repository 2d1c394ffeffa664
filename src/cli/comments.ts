import { openDatabase } from '../database/open.ts';
import type { CommentStatus, Database } from '../database/database.ts';
import { emailOf } from '../comments/commenters.ts';
import { decide, type Decision, decisions, type Outcome } from '../moderation/decide.ts';
import { commandLine } from '../moderation/moderator.ts';
import { findModerated, listModerated, type ModeratedComment } from '../moderation/moderated.ts';
import { formatMoment } from '../site/dates.ts';
import { readSettings } from '../site/settings.ts';

const statuses: readonly CommentStatus[] = ['held', 'published', 'spam', 'deleted'];
const usage = `Usage: npx afterword comments <what>

  list [${statuses.join('|')}|all]   newest first; without a word those that wait
  show ID                            one comment, why it is where it is, and who sent it
  ${decisions.join('|')} ID …    restore takes the last decision back`;

/** Moderation by command line, while the site runs or not. Readers see the result within a second. */
export async function comments([what = 'list', ...words]: string[]): Promise<number> {
  const decision = decisions.find((known) => known === (what === 'delete' ? 'trash' : what));
  const status = statuses.find((known) => known === (words[0] ?? 'held'));
  const known = decision ? words.length > 0 : what === 'show' ? words.length === 1 : what === 'list' && (status ?? words[0] === 'all');
  if (!known) return say(usage, 2);
  const ids = decision || what === 'show' ? words.map(Number) : [];
  if (ids.some((id) => !Number.isSafeInteger(id) || id < 1)) return say('A comment is named by its number, as `list` shows it.', 2);

  const database = await openDatabase(readSettings(process.env).databaseUrl);
  try {
    if (decision) return await decideAll(database, decision, ids);
    return what === 'show' ? await show(database, ids[0] ?? 0) : await list(database, status ?? null);
  } finally {
    await database.close();
  }
}

async function list(database: Database, status: CommentStatus | null): Promise<number> {
  const found = await database.read((tables) => listModerated(tables, status, 200));
  if (found.length === 0) return say(status === 'held' ? 'No comments wait.' : 'No comments.', 0);
  for (const comment of found) console.log(`${line(comment)}\n       ${visible(comment.text).slice(0, 100)}`);
  return 0;
}

async function show(database: Database, id: number): Promise<number> {
  const comment = await database.read((tables) => findModerated(tables, id));
  if (!comment) return say(`There is no comment ${id}.`, 1);
  const email = await database.read((tables) => emailOf(tables, id));
  const facts = {
    Status: comment.status,
    Why: comment.signals.map(({ words }) => words).join(' '),
    Under: comment.post,
    'Answers to': comment.parent,
    Name: comment.name,
    Email: email,
    Website: comment.website,
    Sent: formatMoment(comment.created),
  };
  for (const [label, value] of Object.entries(facts)) if (value) console.log(`${`${label}:`.padEnd(12)}${visible(String(value))}`);
  console.log(`\n${comment.text.split('\n').map(visible).join('\n')}`);
  return 0;
}

async function decideAll(database: Database, decision: Decision, ids: readonly number[]): Promise<number> {
  const wanted = ids.map((id) => ({ id }));
  const outcome = await decide(database, decision, wanted, { by: commandLine, now: new Date(), posts: null });
  const said = new Map(ids.map((id) => [id, wordFor(id, outcome, decision)]));
  for (const [id, words] of said) console.log(`${id}  ${words}`);
  return outcome.missing.length + outcome.again.length > 0 ? 1 : 0;
}

function wordFor(id: number, { changed, unchanged, again }: Outcome, decision: Decision): string {
  const decided = [...changed, ...unchanged].find((comment) => comment.id === id);
  if (decided) return decided.status;
  const repeated = again.find((comment) => comment.id === id);
  if (repeated) return `stays deleted: the same was sent again as ${repeated.other}`;
  return decision === 'restore' ? 'has no decision to take back' : 'does not exist';
}

function line({ id, status, name, post, created }: ModeratedComment): string {
  return `${String(id).padStart(5)}  ${status.padEnd(9)}  ${created.toISOString().slice(0, 16).replace('T', ' ')}  ${visible(name)}  ${post}`;
}

/** What a visitor typed, harmless on a terminal: no control sequences, one line. */
function visible(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\p{Cc}\p{Cf}]/gu, '�');
}

function say(text: string, code: number): number {
  (code === 0 ? console.log : console.error)(text);
  return code;
}
