/** Everything one page of the queue shows. */
import { networksOf } from '../comments/commenters.ts';
import { discussionUnder } from '../comments/discussions.ts';
import type { Database } from '../database/database.ts';
import type { Shows } from './filter.ts';
import { type Deed, lastDeeds } from './log.ts';
import { type LogLine, logPage } from './log-page.ts';
import { findModerated } from './moderated.ts';
import { type Count, countFolders, type Folder, folders, queuePage, type Wave } from './queue.ts';
import { type Shown, shown } from './shown.ts';

/** What was just done, looked up again from what the address says of it. */
export interface Done {
  line: LogLine | undefined;
  left: Deed[];
  again: number[];
  nothing: string;
}

export interface QueueView {
  shows: Shows;
  counts: Record<Folder, Count>;
  waves: (Wave & { networks: number; more: boolean; shown: Shown })[];
  comments: Shown[];
  next: number | undefined;
  done: Done | null;
  titles: ReadonlyMap<string, string>;
  /** Posts whose discussion was closed by a moderator, and comments that are pinned, among those shown. */
  closed: ReadonlySet<string>;
  pinned: ReadonlySet<number>;
}

/** Reads a page of the queue; `query` may say what was just done, `networksIn` knows networks by what was typed. */
export async function viewOf(
  database: Database,
  shows: Shows,
  query: URLSearchParams,
  posts: readonly string[] | null,
  titles: ReadonlyMap<string, string>,
  networksIn: (typed: string) => readonly string[],
): Promise<QueueView> {
  const { folder, q, post, before } = shows;
  const unfolded = shows.wave === undefined ? undefined : await database.read((tables) => findModerated(tables, shows.wave ?? 0));
  const sought = q === '' ? undefined : { text: q, posts: titled(titles, q), networks: networksIn(q) };
  const filter = { folder, posts, post: post || undefined, wave: unfolded?.wave ?? undefined, before, sought };
  const page = await queuePage(database, filter);
  return database.read(async (tables) => {
    const around = await shown(tables, [...page.waves.map(({ newest }) => newest), ...page.comments]);
    const waves = [];
    for (const [place, wave] of page.waves.entries()) {
      const of = around[place];
      if (of) waves.push({ ...wave, ...(await networksOf(tables, wave.wave, folders[folder])), shown: of });
    }
    const settled = new Map(
      await Promise.all(
        [...new Set(around.map(({ comment }) => comment.post))].map(async (id) => [id, await discussionUnder(tables, id)] as const),
      ),
    );
    return {
      shows,
      counts: await countFolders(tables, filter),
      waves,
      comments: around.slice(page.waves.length),
      next: page.next,
      done: await doneOf(tables, query, posts),
      titles,
      closed: new Set([...settled].filter(([, { state }]) => state === 'closed').map(([id]) => id)),
      pinned: new Set([...settled.values()].flatMap(({ pinned }) => pinned ?? [])),
    };
  });
}

/** Posts whose title or address has what is looked for. */
function titled(titles: ReadonlyMap<string, string>, sought: string): string[] {
  const small = sought.toLowerCase();
  return [...titles].filter(([id, title]) => title.toLowerCase().includes(small) || id === small).map(([id]) => id);
}

async function doneOf(
  tables: Parameters<typeof logPage>[0],
  query: URLSearchParams,
  posts: readonly string[] | null,
): Promise<Done | null> {
  const [batch, nothing] = [query.get('done') ?? '', query.get('nothing') ?? ''];
  const [left, again] = ['left', 'again'].map((name) =>
    (query.get(name) ?? '')
      .split(',')
      .filter((id) => /^[1-9]\d{0,14}$/.test(id))
      .map(Number),
  );
  if (!batch && !nothing && !left?.length && !again?.length) return null;
  const line = batch ? (await logPage(tables, { posts, batch })).lines[0] : undefined;
  const seen = [];
  for (const deed of (await lastDeeds(tables, (left ?? []).slice(0, 50))).values()) {
    const comment = deed.comment === null ? undefined : await findModerated(tables, deed.comment);
    if (comment && (!posts || posts.includes(comment.post))) seen.push(deed);
  }
  return { line, left: seen, again: again ?? [], nothing: nothings.has(nothing) ? nothing : '' };
}

/** The sentences of `act.ts`: the address may say nothing else in our name. */
const nothings = new Set([
  'Nothing was asked for.',
  'No comment was selected.',
  'There is nothing to restore.',
  'It was so already.',
  'There is nothing left to undo.',
  'That comment is not there any more.',
  'Nothing was changed in it.',
  'That reply was published already.',
]);
