/** What is private about who sent a comment. Only the comment's journey and the moderator's side import this file. */
import { type Kysely, sql } from 'kysely';
import { type CommentStatus, type Database, inChunks, type Reading, type Writing } from '../database/database.ts';
import type { PrivateTables } from '../database/tables.ts';
import { emailBegins } from '../database/words.ts';
import type { History, Sender } from './comment.ts';

/** How long the keyed hash of a network is kept, in milliseconds. The privacy page promises it. */
const networkKept = 24 * 60 * 60 * 1_000;

/** Comments one network may send, newest limits first: at most `count` in `milliseconds`. */
export const rates = [
  { count: 6, milliseconds: 60_000 },
  { count: 40, milliseconds: 3_600_000 },
] as const;

export interface Commenter {
  email: string;
  /** Hash of the receipt cookie. */
  receipt: string;
  /** Keyed hash of the network the comment came from. */
  network: string;
}

/** Keeps who sent a comment, in the transaction that stores the comment. */
export async function addCommenter(tx: Writing, comment: number, commenter: Commenter, now: Date): Promise<void> {
  await privately(tx)
    .insertInto('commenters')
    .values({ comment, ...commenter, network_expires: now.getTime() + networkKept })
    .execute();
}

/** What the holder of a receipt has done here before: what a moderator approved. What merely appeared at once proves nothing. */
export async function historyOf(database: Reading, receipt: string): Promise<History> {
  const row = await privately(database)
    .selectFrom('commenters')
    .innerJoin('comments', 'comments.id', 'commenters.comment')
    .select((of) => of.fn.countAll().as('published'))
    .where('commenters.receipt', '=', receipt)
    .where('comments.status', '=', 'published')
    .where('comments.decided', 'is not', null)
    .executeTakeFirstOrThrow();
  return { published: Number(row.published) };
}

/** What came from a browser and from a network before, whatever became of it, each counted up to `most`. */
export async function pastOf(
  database: Reading,
  { receipt, network }: Sender,
  since: Date,
  most: number,
): Promise<{ browserSpam: number; networkSpam: number; networkSent: number }> {
  const sent = privately(database).selectFrom('commenters').innerJoin('comments', 'comments.id', 'commenters.comment');
  const ofNetwork = sent.where('commenters.network', '=', network);
  const [browserSpam, networkSpam, networkSent] = [
    await sent.where('commenters.receipt', '=', receipt).where('comments.status', '=', 'spam').select('comments.id').limit(most).execute(),
    await ofNetwork.where('comments.status', '=', 'spam').select('comments.id').limit(most).execute(),
    await ofNetwork.where('comments.created', '>', since.getTime()).select('comments.id').limit(most).execute(),
  ];
  return { browserSpam: browserSpam.length, networkSpam: networkSpam.length, networkSent: networkSent.length };
}

/** Ids of the comments under a post that wait and were sent by the holder of this receipt; the newest five. */
export async function waitingIds(database: Reading, post: string, receipt: string): Promise<number[]> {
  const rows = await privately(database)
    .selectFrom('commenters')
    .innerJoin('comments', 'comments.id', 'commenters.comment')
    .select('comments.id')
    .where('commenters.receipt', '=', receipt)
    .where('comments.post', '=', post)
    .where('comments.status', 'in', ['held', 'spam'])
    .orderBy('comments.id', 'desc')
    .limit(5)
    .execute();
  return rows.map(({ id }) => id);
}

/** Seconds a network has to wait before its next comment; 0 when it may send one now. */
export async function secondsToWait(database: Reading, network: string, now: Date): Promise<number> {
  const longest = Math.max(...rates.map(({ milliseconds }) => milliseconds));
  const sent = await privately(database)
    .selectFrom('commenters')
    .innerJoin('comments', 'comments.id', 'commenters.comment')
    .select('comments.created')
    .where('commenters.network', '=', network)
    .where('comments.created', '>', now.getTime() - longest)
    .orderBy('comments.created', 'desc')
    .limit(Math.max(...rates.map(({ count }) => count)))
    .execute();
  const waits = rates.map(({ count, milliseconds }) => (sent[count - 1]?.created ?? 0) + milliseconds - now.getTime());
  return Math.ceil(Math.max(0, ...waits) / 1_000);
}

/** The e-mail address of a comment's sender, for a moderator. */
export async function emailOf(database: Reading, comment: number): Promise<string | undefined> {
  const row = await privately(database).selectFrom('commenters').select('email').where('comment', '=', comment).executeTakeFirst();
  return row?.email;
}

/** What a moderator may know of a sender. */
export interface KnownSender {
  email: string;
  receipt: string;
  /** Null once it was forgotten. */
  network: string | null;
  /** What else came from the same browser, and with the same address typed, by status. The address is a hint and no proof. */
  browser: Tally;
  address: Tally;
}

export interface Tally {
  published: number;
  held: number;
  spam: number;
}

/** Who sent comments, for a moderator: addresses, receipts and, while they are kept, networks, both as hashes. */
export async function sendersOf(
  database: Reading,
  comments: readonly number[],
): Promise<Map<number, { email: string; receipt: string; network: string | null }>> {
  if (comments.length === 0) return new Map();
  const rows = await privately(database)
    .selectFrom('commenters')
    .select(['comment', 'email', 'receipt', 'network'])
    .where('comment', 'in', comments)
    .execute();
  return new Map(rows.map(({ comment, ...sender }) => [comment, sender]));
}

/** The same, with what else they sent. */
export async function sendersWithHistory(database: Reading, comments: readonly number[]): Promise<Map<number, KnownSender>> {
  const senders = [...(await sendersOf(database, comments))];
  const browsers = await talliesBy(database, 'receipt', [...new Set(senders.map(([, { receipt }]) => receipt))]);
  const addresses = await talliesBy(database, 'email', [...new Set(senders.map(([, { email }]) => email.toLowerCase()))]);
  return new Map(
    senders.map(([comment, row]) => [
      comment,
      { ...row, browser: browsers.get(row.receipt) ?? none, address: addresses.get(row.email.toLowerCase()) ?? none },
    ]),
  );
}

/** Networks the newest 300 comments of a wave came from, as far as they are still known, and whether there may be more. */
export async function networksOf(database: Reading, wave: string, status: CommentStatus): Promise<{ networks: number; more: boolean }> {
  const most = 300;
  const rows = await privately(database)
    .selectFrom('comments')
    .innerJoin('commenters', 'commenters.comment', 'comments.id')
    .select('commenters.network')
    .where('comments.wave', '=', wave)
    .where('comments.status', '=', status)
    .orderBy('comments.id', 'desc')
    .limit(most)
    .execute();
  return { networks: new Set(rows.flatMap(({ network }) => network ?? [])).size, more: rows.length === most };
}

/** Ids of comments of a status whose sender typed an e-mail address that begins with the text, or whose network is one of these or named so; newest first. */
export async function commentsBySender(
  { dialect, read }: Pick<Database, 'dialect' | 'read'>,
  sought: { text: string; networks: readonly string[] },
  { status, before = Number.MAX_SAFE_INTEGER, limit }: { status: CommentStatus; before?: number | undefined; limit: number },
): Promise<number[]> {
  const text = sought.text.trim();
  if (text.length < 3 || /\s/.test(text)) return [];
  const rows = await read((database) =>
    privately(database)
      .selectFrom('commenters')
      .innerJoin('comments', 'comments.id', 'commenters.comment')
      .select('comments.id')
      .where('comments.status', '=', status)
      .where((or) => or.or([emailBegins(dialect, text), or('commenters.network', 'in', [text, ...sought.networks])]))
      .where('comments.id', '<', before)
      .orderBy('comments.id', 'desc')
      .limit(limit)
      .execute(),
  );
  return rows.map(({ id }) => id);
}

/** Forgets networks whose time is over. Returns how many. */
export async function forgetNetworks(tx: Writing, now: Date): Promise<number> {
  const result = await privately(tx)
    .updateTable('commenters')
    .set({ network: null, network_expires: null })
    .where('network_expires', '<=', now.getTime())
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Forgets everything private about who sent these comments. */
export async function forgetCommenters(tx: Writing, comments: readonly number[]): Promise<void> {
  await inChunks(comments, async (some) => {
    await privately(tx).deleteFrom('commenters').where('comment', 'in', some).execute();
    return [];
  });
}

const none: Tally = { published: 0, held: 0, spam: 0 };

async function talliesBy(database: Reading, key: 'receipt' | 'email', values: readonly string[]): Promise<Map<string, Tally>> {
  const by = key === 'email' ? sql<string>`lower(commenters.email)` : sql<string>`commenters.receipt`;
  const rows = await privately(database)
    .selectFrom('commenters')
    .innerJoin('comments', 'comments.id', 'commenters.comment')
    .select((of) => [by.as('value'), 'comments.status', of.fn.countAll().as('count')])
    .where(by, 'in', [...values, ''])
    .groupBy([by, 'comments.status'])
    .execute();
  const tallies = new Map(values.map((value) => [value, { ...none }]));
  for (const { value, status, count } of rows) {
    const tally = tallies.get(value);
    if (tally && status !== 'deleted') tally[status] = Number(count);
  }
  return tallies;
}

function privately(database: Reading): Kysely<PrivateTables> {
  return database.$extendTables<Pick<PrivateTables, 'commenters'>>();
}
