import type { Database, Writing } from '../database/database.ts';
import { quoted, writeLetter } from '../mail/letter.ts';
import { addLetter } from '../mail/outbox.ts';
import { absolute, paths } from '../site/paths.ts';
import type { Secret } from '../site/secret.ts';
import { heldByPost, type HeldComment, type HeldUnderPost, isAnyHeldAfter, newestHeld } from './held.ts';
import { may } from './moderator.ts';
import { moderatorsTold, noteTold, type Told } from './told.ts';

/** A moderator gets at most one letter in this time, in milliseconds, however much comes. */
const quiet = 15 * 60 * 1_000;
/** Comments a letter shows, and characters of each: enough to see whether it is urgent. */
const shown = { comments: 5, text: 240, name: 60 };

/** What a letter is written with. */
export interface House {
  siteUrl: string;
  secret: Secret;
  /** The authors of a post, by its id: they moderate what is under it. */
  authorsOf: (post: string) => readonly string[];
}

/**
 * Writes to every moderator for whom comments wait that they were not told of, unless they had such a letter in the last quarter
 * of an hour. That a letter is due follows from what is stored alone, so nothing has to be remembered when a comment comes, a
 * flood costs nothing, and no crash loses one. Returns when to look again even if nothing is written meanwhile; null when
 * that need not be.
 * @throws DatabaseUnavailable
 */
export async function tellModerators(database: Database, house: House, now: Date): Promise<Date | null> {
  const told = await database.read(moderatorsTold);
  const due = told.filter((one) => isDue(one, now));
  if (due.length > 0 && (await database.read((tables) => isAnyHeldAfter(tables, Math.min(...due.map(({ of }) => of)))))) {
    await database.write((tx) => tellAll(tx, house, now));
  }
  const quietUntil = (await database.read(moderatorsTold)).filter((one) => !isDue(one, now)).map(({ at }) => (at?.getTime() ?? 0) + quiet);
  return quietUntil.length === 0 ? null : new Date(Math.min(...quietUntil));
}

function isDue({ at }: Told, now: Date): boolean {
  return at === null || at.getTime() + quiet <= now.getTime();
}

/** Asks again who is due, because another process may have written to them meanwhile. */
async function tellAll(tx: Writing, house: House, now: Date): Promise<void> {
  const held = await heldByPost(tx);
  const newest = Math.max(0, ...held.map((of) => of.newest));
  for (const moderator of (await moderatorsTold(tx)).filter((one) => isDue(one, now))) {
    const theirs = held.filter(({ post }) => may(moderator, 'discussion', house.authorsOf(post)));
    const isNew = theirs.some((of) => of.newest > moderator.of);
    if (isNew) await write(tx, moderator, theirs, house, now);
    await noteTold(tx, moderator.id, { of: newest, at: isNew ? now : moderator.at });
  }
}

async function write(tx: Writing, { email, of }: Told, held: readonly HeldUnderPost[], house: House, now: Date): Promise<void> {
  const posts = held.map(({ post }) => post);
  const newest = await newestHeld(tx, posts, of, shown.comments);
  const letter = writeLetter({ kind: 'waiting', to: email, ...words(held, newest, house.siteUrl) }, house.siteUrl);
  await addLetter(tx, letter, house.secret, now);
}

function words(held: readonly HeldUnderPost[], newest: readonly HeldComment[], siteUrl: string): { subject: string; text: string } {
  const count = held.reduce((sum, of) => sum + of.count, 0);
  const sentence = count === 1 ? 'One comment waits for a moderator' : `${count.toLocaleString('en')} comments wait for a moderator`;
  const text = [
    `${sentence}:\n${absolute(paths.moderation(), siteUrl)}`,
    ...(count > newest.length ? ['The newest:'] : []),
    ...newest.map((comment) => excerpt(comment, siteUrl)),
    'You get at most one such letter in a quarter of an hour. What visitors wrote is quoted as text, and nothing in it is a link.',
  ];
  return { subject: sentence, text: `${text.join('\n\n')}\n` };
}

/** A comment in a letter: every line of a visitor's words begins with our mark, so that none can pass for ours. */
function excerpt({ post, name, text }: HeldComment, siteUrl: string): string {
  return `Under ${absolute(paths.post(post), siteUrl)}\n> ${short(name, shown.name)}:\n> ${short(text, shown.text)}`;
}

function short(typed: string, length: number): string {
  const characters = [...quoted(typed.slice(0, 4 * length))];
  return characters.length > length ? `${characters.slice(0, length).join('').trim()} …` : characters.join('');
}
