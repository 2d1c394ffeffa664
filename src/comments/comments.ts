/** The comments table. Nothing else queries it. */
import { sql } from 'kysely';
import type { CommentStatus, Reading, Writing } from '../database/database.ts';
import { touch } from '../database/revisions.ts';
import type { Draft, PublicComment, Verdict } from './comment.ts';
import { renderComment, rendererVersion } from './render.ts';

/** Columns the public may see, by name: an e-mail address could not slip in. */
const publicColumns = [
  'id',
  'post',
  'parent',
  'root',
  'name',
  'website',
  'text',
  'html',
  'html_version',
  'created',
  'author',
  'edited',
] as const;

interface Row {
  id: number;
  post: string;
  parent: number | null;
  name: string;
  website: string | null;
  text: string;
  html: string;
  html_version: number;
  created: number;
  author: string | null;
  edited: number | null;
}

/** Stores a judged comment and, when readers see it at once, lets the page know. Returns its id. */
export async function addComment(
  tx: Writing,
  draft: Draft,
  made: { html: string; verdict: Verdict; intention: string; root: number | null; wave?: string | null; now: Date; author?: string | null },
): Promise<number> {
  const { id } = await tx
    .insertInto('comments')
    .values({
      post: draft.post,
      parent: draft.parent,
      root: made.root,
      name: draft.name,
      website: draft.website,
      text: draft.text,
      html: made.html,
      html_version: rendererVersion,
      status: made.verdict.status,
      reasons: JSON.stringify(made.verdict.signals),
      created: made.now.getTime(),
      intention: made.intention,
      author: made.author ?? null,
      wave: made.wave ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (made.verdict.status === 'published') await touch(tx, draft.post);
  return id;
}

/** The comment that is already there for the same intention, unless it was deleted. */
export async function sameIntention(database: Reading, intention: string): Promise<{ id: number; status: CommentStatus } | undefined> {
  return (
    database
      .selectFrom('comments')
      .select(['id', 'status'])
      .where('intention', '=', intention)
      // Written out, because the partial index is only used when its condition is no parameter.
      .where(sql<boolean>`status <> 'deleted'`)
      .executeTakeFirst()
  );
}

/** A published comment under this post. */
export async function publishedComment(
  database: Reading,
  post: string,
  id: number,
): Promise<(PublicComment & { root: number | null }) | undefined> {
  const row = await published(database, post).select(publicColumns).where('id', '=', id).executeTakeFirst();
  return row && { ...fromRow(row), root: row.root };
}

/** Comments that wait, for the one who wrote them: also when marked as spam meanwhile, which is nobody's business. Oldest first. */
export async function waitingComments(database: Reading, post: string, ids: readonly number[]): Promise<PublicComment[]> {
  if (ids.length === 0) return [];
  const rows = await database
    .selectFrom('comments')
    .select(publicColumns)
    .where('post', '=', post)
    .where('id', 'in', ids)
    .where('status', 'in', ['held', 'spam'])
    .where('text', '<>', '')
    .orderBy('id')
    .execute();
  return rows.map(fromRow);
}

/** Ids of threads that readers see: the first comment, or a reply to it, is published. In the order asked for, but for one (`except`). */
export async function visibleRoots(
  database: Reading,
  post: string,
  page: { order: 'oldest' | 'newest'; from?: number | undefined; until?: number | undefined; limit: number; except?: number | undefined },
): Promise<number[]> {
  const forward = page.order === 'oldest';
  let query = database
    .selectFrom('comments as first')
    .select('first.id')
    .where('first.post', '=', post)
    .where('first.root', 'is', null)
    // From what readers see to its threads: going through all threads would meet every comment of a flood.
    .where('first.id', 'in', (where) =>
      where
        .selectFrom('comments as seen')
        .select((of) => of.fn.coalesce('seen.root', 'seen.id').as('root'))
        .where('seen.post', '=', post)
        .where('seen.status', '=', 'published'),
    );
  if (page.except !== undefined) query = query.where('first.id', '<>', page.except);
  if (page.from !== undefined) query = query.where('first.id', forward ? '>=' : '<=', page.from);
  if (page.until !== undefined) query = query.where('first.id', forward ? '<' : '>', page.until);
  // Towards a thread, the nearest ones are wanted: they are read backwards from it.
  const ascending = page.until === undefined ? forward : !forward;
  const rows = await query
    .orderBy('first.id', ascending ? 'asc' : 'desc')
    .limit(page.limit)
    .execute();
  const ids = rows.map((row) => row.id);
  return page.until === undefined ? ids : ids.toReversed();
}

/** Published replies of one thread after a given one, oldest first. */
export async function publishedReplies(
  database: Reading,
  post: string,
  root: number,
  after: number,
  limit: number,
): Promise<PublicComment[]> {
  const replies = published(database, post).where('root', '=', root).where('id', '>', after);
  return (await replies.select(publicColumns).orderBy('id').limit(limit).execute()).map(fromRow);
}

/** The published comments among these ids. */
export async function publishedAmong(database: Reading, post: string, ids: readonly number[]): Promise<PublicComment[]> {
  if (ids.length === 0) return [];
  return (await published(database, post).select(publicColumns).where('id', 'in', ids).execute()).map(fromRow);
}

/** Where comments stand in their thread, whatever their status: for the gap a removed one leaves. */
export async function placesOf(database: Reading, ids: readonly number[]): Promise<{ id: number; parent: number | null }[]> {
  if (ids.length === 0) return [];
  return database.selectFrom('comments').select(['id', 'parent']).where('id', 'in', ids).execute();
}

/** Published comments of one post. */
export async function countPublished(database: Reading, post: string): Promise<number> {
  return countOf(published(database, post));
}

/** How many comments each post has that readers see and that wait; posts without either are missing. */
export async function countsByPost(database: Reading): Promise<Map<string, { published: number; held: number }>> {
  const rows = await database
    .selectFrom('comments')
    .select((of) => ['post', 'status', of.fn.countAll().as('count')])
    .where('status', 'in', ['published', 'held'])
    .groupBy(['post', 'status'])
    .execute();
  const counts = new Map<string, { published: number; held: number }>();
  for (const { post, status, count } of rows) {
    counts.set(post, { ...(counts.get(post) ?? { published: 0, held: 0 }), [status]: Number(count) });
  }
  return counts;
}

/** Published replies of a thread up to and including one: its place there. */
export async function countRepliesUpTo(database: Reading, post: string, root: number, id: number): Promise<number> {
  return countOf(published(database, post).where('root', '=', root).where('id', '<=', id));
}

/** The newest published comments, of the whole site or of one post, newest first. */
export async function newestPublished(database: Reading, limit: number, post?: string): Promise<PublicComment[]> {
  const query = published(database, post).select(publicColumns).orderBy('created', 'desc').orderBy('id', 'desc');
  return (await query.limit(limit).execute()).map(fromRow);
}

/** When each name last said something under each post, since a moment; at most the newest 10,000. Who says much is one voice. */
export async function voicesSince(database: Reading, since: Date): Promise<{ post: string; created: Date }[]> {
  const recent = published(database).where('created', '>', since.getTime()).groupBy(['post', 'name']);
  const latest = recent.select((of) => ['post', of.fn.max('created').as('created')]);
  const rows = await latest.orderBy('created', 'desc').limit(10_000).execute();
  return rows.map(({ post, created }) => ({ post, created: new Date(created) }));
}

/** What became of the comments of a wave: how many of each status, counted up to `most`. */
export async function countWave(database: Reading, wave: string, most: number): Promise<Partial<Record<CommentStatus, number>>> {
  const some = database.selectFrom('comments').select('status').where('wave', '=', wave).limit(most).as('some');
  const rows = await database
    .selectFrom(some)
    .select((of) => ['some.status', of.fn.countAll().as('count')])
    .groupBy('some.status')
    .execute();
  return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
}

/** Comments that came since a moment, to one post or to all, whatever became of them; counted up to `most`. */
export async function countSince(database: Reading, since: Date, most: number, post?: string): Promise<number> {
  const all = database.selectFrom('comments').select('id').where('created', '>', since.getTime());
  const some = (post === undefined ? all : all.where('post', '=', post)).limit(most).as('some');
  const row = await database
    .selectFrom(some)
    .select((of) => of.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** The statuses of these comments, by id. */
export async function statusesOf(database: Reading, ids: readonly number[]): Promise<Map<number, CommentStatus>> {
  if (ids.length === 0) return new Map();
  const rows = await database.selectFrom('comments').select(['id', 'status']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, status }) => [id, status]));
}

function published(database: Reading, post?: string) {
  const all = database.selectFrom('comments').where('status', '=', 'published');
  return post === undefined ? all : all.where('post', '=', post);
}

async function countOf(query: ReturnType<typeof published>): Promise<number> {
  const row = await query.select((of) => of.fn.countAll().as('count')).executeTakeFirstOrThrow();
  return Number(row.count);
}

function fromRow(row: Row): PublicComment {
  const { id, post, parent, name, website, text, created, author, edited } = row;
  const html = row.html_version === rendererVersion ? row.html : renderComment(text);
  return { id, post, parent, name, website, text, html, created: new Date(created), author, edited: edited !== null };
}
