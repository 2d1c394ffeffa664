/** What waits for a moderator and what was decided: folders of comments, as text and never as markup. */
import { sql } from 'kysely';
import { commentsBySender } from '../comments/commenters.ts';
import type { CommentStatus, Database, Reading } from '../database/database.ts';
import { findModerated, type ModeratedComment, moderatedAmong } from './moderated.ts';
import { hasWords } from '../database/words.ts';

/** The folders of the queue, in its order, and the status of what is in them. */
export const folders = { pending: 'held', published: 'published', spam: 'spam', trash: 'deleted' } as const satisfies Record<
  string,
  CommentStatus
>;
export type Folder = keyof typeof folders;

/** Which comments: all filters together. */
export interface Filter {
  folder: Folder;
  /** Ids of the posts somebody moderates; null for all. */
  posts: readonly string[] | null;
  /** One post. */
  post?: string | undefined;
  /** One wave, unfolded. */
  wave?: string | undefined;
  sought?: Sought | undefined;
  /** Only comments with a smaller id: the next page. */
  before?: number | undefined;
}

/** What somebody looks for: words, the beginning of an e-mail address, a network, or posts whose title says it. */
export interface Sought {
  text: string;
  /** Posts whose title has it. */
  posts: readonly string[];
  /** The keyed hashes of a network, when the text is one or an address in it. */
  networks: readonly string[];
}

/** Comments of a folder that say nearly the same. */
export interface Wave {
  wave: string;
  count: number;
  /** The newest of them. */
  newest: ModeratedComment;
}

export interface QueuePage {
  /** Folded: on the first page of a folder, the largest first. */
  waves: Wave[];
  /** The newest first. */
  comments: ModeratedComment[];
  /** Where the next page begins. */
  next?: number | undefined;
}

export interface Count {
  comments: number;
  /** How many of them are in waves, and in how many. */
  inWaves: number;
  waves: number;
}

/** Comments on one page. */
export const pageLength = 20;

/** How many comments there are in each folder; how many of them in waves only where nothing narrows it. */
export async function countFolders(database: Reading, { posts, post }: Pick<Filter, 'posts' | 'post'>): Promise<Record<Folder, Count>> {
  let query = database.selectFrom('tallies').select((of) => ['status', of.fn.sum('total').as('total')]);
  if (posts) query = query.where('post', 'in', [...posts, '']);
  if (post) query = query.where('post', '=', post);
  const totals = new Map((await query.groupBy('status').execute()).map(({ status, total }) => [status, Number(total)]));
  const folded =
    posts || post
      ? []
      : await database
          .selectFrom('folds')
          .select((of) => ['status', of.fn.sum('total').as('total'), of.fn.countAll().as('waves')])
          .where(sql<boolean>`total > 1`)
          .groupBy('status')
          .execute();
  const count = (folder: Folder): Count => {
    const waves = folded.find(({ status }) => status === folders[folder]);
    return { comments: totals.get(folders[folder]) ?? 0, inWaves: Number(waves?.total ?? 0), waves: Number(waves?.waves ?? 0) };
  };
  return { pending: count('pending'), published: count('published'), spam: count('spam'), trash: count('trash') };
}

/** One page of a folder. A search, and a wave that is unfolded, list every comment by itself. */
export async function queuePage(store: Database, filter: Filter): Promise<QueuePage> {
  return store.read(async (database) => {
    const folds = !filter.sought && !filter.wave;
    const waves = folds && !filter.before ? await wavesOf(database, filter) : [];
    const ids = filter.sought
      ? await foundIds(store, database, filter, filter.sought)
      : await idsOf(folds ? alone(database, filter) : inFolder(database, filter));
    const page = ids.slice(0, pageLength);
    const comments = await moderatedAmong(database, page);
    return { waves, comments, next: ids.length > page.length ? page.at(-1) : undefined };
  });
}

/** The comments of a wave in a folder, up to the newest a moderator has seen. */
export async function waveIds(database: Reading, filter: Filter & { wave: string }, upTo: number): Promise<number[]> {
  const rows = await inFolder(database, filter).where('id', '<=', upTo).orderBy('id', 'desc').execute();
  return rows.map(({ id }) => id);
}

/** Comments of a wave that were decided out of the folder, the latest first. */
export async function takenFromWave(
  database: Reading,
  { folder, posts, post, wave }: Filter & { wave: string },
  upTo: number,
  limit: number,
): Promise<number[]> {
  if (limit < 1) return [];
  let query = database
    .selectFrom('comments')
    .select('id')
    .where('wave', '=', wave)
    .where('status', '<>', folders[folder])
    .where('id', '<=', upTo);
  if (posts) query = query.where('post', 'in', [...posts, '']);
  if (post) query = query.where('post', '=', post);
  const rows = await query.where('decided', 'is not', null).orderBy('decided', 'desc').limit(limit).execute();
  return rows.map(({ id }) => id);
}

/** The largest waves of a folder, as far as they are under the posts asked for. */
async function wavesOf(database: Reading, { folder, posts, post }: Filter): Promise<Wave[]> {
  const rows = await database
    .selectFrom('folds')
    .select(['wave', 'total'])
    .where('status', '=', folders[folder])
    // Written out, because the partial index is only used when its condition is no parameter.
    .where(sql<boolean>`total > 1`)
    .orderBy('total', 'desc')
    .orderBy('wave')
    .limit(posts || post ? 200 : pageLength)
    .execute();
  const waves: Wave[] = [];
  for (const { wave, total } of rows.slice(0, 200)) {
    if (waves.length === pageLength) break;
    const here = inFolder(database, { folder, posts, post, wave });
    const [id] = await idsOf(here, 1);
    const newest = id === undefined ? undefined : await findModerated(database, id);
    if (newest) waves.push({ wave, count: posts || post ? await countOf(here) : total, newest });
  }
  return waves;
}

async function countOf(query: ReturnType<typeof inFolder>): Promise<number> {
  const { count } = await query
    .clearSelect()
    .select((of) => of.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function foundIds(store: Database, database: Reading, filter: Filter, { text, posts, networks }: Sought): Promise<number[]> {
  const words = hasWords(store.dialect, text);
  const sender = await commentsBySender(store, { text, networks }, { ...filter, status: folders[filter.folder], limit: pageLength + 1 });
  const bySender = sender.length > 0 ? await idsOf(inFolder(database, filter).where('id', 'in', sender)) : [];
  const byWords = words ? await idsOf(inFolder(database, filter).where(words)) : [];
  const byPost = posts.length > 0 ? await idsOf(inFolder(database, filter).where('post', 'in', posts)) : [];
  return [...new Set([...bySender, ...byWords, ...byPost])].sort((one, other) => other - one).slice(0, pageLength + 1);
}

async function idsOf(query: ReturnType<typeof inFolder>, limit = pageLength + 1): Promise<number[]> {
  return (await query.orderBy('id', 'desc').limit(limit).execute()).map(({ id }) => id);
}

/** Those that are in no wave, or in one that has nobody else in this folder. */
function alone(database: Reading, filter: Filter) {
  return inFolder(database, filter).where((not) =>
    not.not(
      not.exists(
        not
          .selectFrom('folds')
          .select('folds.wave')
          .where('folds.status', '=', folders[filter.folder])
          .whereRef('folds.wave', '=', 'comments.wave')
          .where(sql<boolean>`folds.total > 1`),
      ),
    ),
  );
}

function inFolder(database: Reading, { folder, posts, post, wave, before }: Filter) {
  let query = database
    .selectFrom('comments')
    .select('id')
    .where('status', '=', folders[folder])
    // Written out, because the partial index is only used when its condition is no parameter.
    .where(sql<boolean>`text <> ''`);
  if (posts) query = query.where('post', 'in', [...posts, '']);
  if (post) query = query.where('post', '=', post);
  if (wave) query = query.where('wave', '=', wave);
  return before === undefined ? query : query.where('id', '<', before);
}
