/** Comments as a moderator sees them, whatever their status: as text and never as markup. */
import type { Signal } from '../comments/comment.ts';
import type { CommentStatus, Reading } from '../database/database.ts';

/** A comment as the moderator sees it: with its status and why. */
export interface ModeratedComment {
  id: number;
  post: string;
  parent: number | null;
  name: string;
  website: string | null;
  text: string;
  status: CommentStatus;
  /** Why the judge put it where it was. */
  signals: Signal[];
  created: Date;
  /** The author of the site who wrote it. */
  author: string | null;
  edited: Date | null;
  version: number;
  wave: string | null;
}

/** One comment, whatever its status; undefined when there is none or its words were forgotten. */
export async function findModerated(database: Reading, id: number): Promise<ModeratedComment | undefined> {
  return (await moderatedAmong(database, [id]))[0];
}

/** These comments, the newest first. */
export async function moderatedAmong(database: Reading, ids: readonly number[]): Promise<ModeratedComment[]> {
  if (ids.length === 0) return [];
  return (await moderated(database).where('id', 'in', ids).orderBy('id', 'desc').execute()).map(toModerated);
}

/** Comments of one status, or of all, newest first. */
export async function listModerated(database: Reading, status: CommentStatus | null, limit: number): Promise<ModeratedComment[]> {
  const query = status ? moderated(database).where('status', '=', status) : moderated(database);
  return (await query.orderBy('created', 'desc').orderBy('id', 'desc').limit(limit).execute()).map(toModerated);
}

function moderated(database: Reading) {
  return database
    .selectFrom('comments')
    .select(['id', 'post', 'parent', 'name', 'website', 'text', 'status', 'reasons', 'created', 'author', 'edited', 'version', 'wave'])
    .where('text', '<>', '');
}

type Row = Omit<ModeratedComment, 'signals' | 'created' | 'edited'> & { reasons: string; created: number; edited: number | null };

function toModerated({ reasons, created, edited, ...row }: Row): ModeratedComment {
  return { ...row, signals: readSignals(reasons), created: new Date(created), edited: edited === null ? null : new Date(edited) };
}

/** What `comments.reasons` holds; before signals were weighed it held sentences alone. */
function readSignals(reasons: string): Signal[] {
  const stored = JSON.parse(reasons) as (Signal | string)[]; // written by this program alone
  return stored.map((signal) => (typeof signal === 'string' ? { name: 'reason', weight: 0, words: signal } : signal));
}
