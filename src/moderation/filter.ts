/** What part of the queue an address shows. */
import { paths } from '../site/paths.ts';
import { type Folder, folders } from './queue.ts';

export interface Shows {
  folder: Folder;
  /** What was typed into the search, or nothing. */
  q: string;
  /** The id of a post, or nothing. */
  post: string;
  /** A comment whose wave is unfolded. */
  wave: number | undefined;
  before: number | undefined;
}

/** Reads the query of the queue's address; what makes no sense is left out. */
export function readShows(query: URLSearchParams): Shows {
  const folder = query.get('folder') ?? '';
  return {
    folder: isFolder(folder) ? folder : 'pending',
    q: (query.get('q') ?? '').toWellFormed().trim().slice(0, 200),
    post: (query.get('post') ?? '').slice(0, 200),
    wave: numberIn(query, 'wave'),
    before: numberIn(query, 'before'),
  };
}

/** The address that shows this, and says what was just done where `extra` does. */
export function addressOf(shows: Partial<Shows>, extra: Record<string, string> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...shows, ...extra })) {
    if (value !== undefined && value !== '' && !(name === 'folder' && value === 'pending')) query.set(name, String(value));
  }
  return query.size > 0 ? `${paths.moderation()}?${query.toString()}` : paths.moderation();
}

function isFolder(text: string): text is Folder {
  return Object.hasOwn(folders, text);
}

function numberIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name) ?? '';
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}
