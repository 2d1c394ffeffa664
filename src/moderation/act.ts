/** What the forms of the queue ask for, carried out. */
import type { Problems } from '../comments/form.ts';
import type { Database } from '../database/database.ts';
import type { Circumstances } from './change.ts';
import { decide, type Decision, decisions, type Wanted } from './decide.ts';
import { edit } from './edit.ts';
import { findModerated } from './moderated.ts';
import { type Folder, takenFromWave, waveIds } from './queue.ts';
import { reply, type Replier } from './reply.ts';
import { pinOrClose } from './settle.ts';
import { undo } from './undo.ts';

/** What was done, for the page that says so. */
export interface Acted {
  batch: string | null;
  /** Comments that somebody else changed meanwhile: they are left as they are. */
  left: number[];
  /** Comments that stay thrown away because the same was sent again. */
  again: number[];
  /** Nothing was asked for, or nothing changed: why, in words. */
  nothing?: string | undefined;
}

/** A form that has to be shown again, with what was typed. */
export interface Refused {
  form: 'edit' | 'reply';
  comment: number;
  typed: Record<'comment' | 'name' | 'website', string>;
  problems: Problems;
}

export interface Acting extends Circumstances {
  folder: Folder;
  /** The one post that is shown: a wave is decided as far as it is seen. */
  post?: string | undefined;
  replier: Replier;
  /** The keyed hash by which the same reply sent twice is one. */
  intend: (words: string) => string;
}

/** Does what the pressed button says. */
export async function act(database: Database, form: FormData, acting: Acting): Promise<Acted | Refused> {
  const text = (name: string) => String(form.get(name) ?? '').toWellFormed();
  if (form.has('undo')) return takeBack(database, text('undo'), acting);
  if (form.has('settle')) return settled(database, text('settle'), acting);
  const typed = { comment: text('text'), name: text('name'), website: text('website') };
  if (form.has('edit')) return change(database, 'edit', text('edit'), typed, acting);
  if (form.has('reply')) return change(database, 'reply', text('reply'), typed, acting);
  const [word = '', single] = text('do').split(' ');
  const decision = decisions.find((known) => known === word);
  if (!decision) return { ...nothingDone, nothing: 'Nothing was asked for.' };
  const chosen = single ? [single] : form.has('all') ? form.getAll('shown') : form.getAll('chosen');
  return decideOn(database, decision, chosen.map(String), acting);
}

const nothingDone: Acted = { batch: null, left: [], again: [] };

/** `c12-3` is comment 12 as of version 3; `w12-37` the wave of comment 12 as it was when that was the newest of 37. */
async function decideOn(database: Database, decision: Decision, chosen: readonly string[], acting: Acting): Promise<Acted> {
  if (chosen.length === 0) return { ...nothingDone, nothing: 'No comment was selected.' };
  const wanted: Wanted[] = [];
  const gone: number[] = [];
  for (const mark of chosen) {
    const [, kind, id = '', number = ''] = /^([cw])(\d{1,15})-(\d{1,15})$/.exec(mark) ?? [];
    if (kind === 'c') wanted.push({ id: Number(id), version: Number(number) });
    if (kind !== 'w') continue;
    const wave = await ofWave(database, Number(id), Number(number), acting);
    wanted.push(...wave.here.map((comment) => ({ id: comment })));
    gone.push(...wave.gone);
  }
  const { batch, meanwhile, again, missing, unchanged } = await decide(database, decision, wanted, acting);
  const why = missing.length > 0 ? sayings[decision === 'restore' ? 'restored' : 'missing'] : unchanged.length > 0 ? sayings.so : undefined;
  const left = [...meanwhile.flatMap(({ comment }) => comment ?? []), ...gone];
  const said = batch !== null || left.length + again.length > 0;
  return { batch, left, again: again.map(({ id }) => id), nothing: said ? undefined : (why ?? sayings.missing) };
}

/** Those of a wave that are still where the moderator saw them, and the latest of those that somebody took away since. */
async function ofWave(database: Database, newest: number, seen: number, acting: Acting): Promise<{ here: number[]; gone: number[] }> {
  return database.read(async (tables) => {
    const wave = (await findModerated(tables, newest))?.wave;
    if (!wave) return { here: [], gone: [] };
    const filter = { folder: acting.folder, posts: acting.posts, post: acting.post, wave };
    const here = await waveIds(tables, filter, newest);
    return { here, gone: await takenFromWave(tables, filter, newest, Math.min(seen - here.length, 50)) };
  });
}

async function takeBack(database: Database, batch: string, acting: Acting): Promise<Acted> {
  const undone = await undo(database, batch, acting);
  if (!undone) return { ...nothingDone, nothing: 'There is nothing left to undo.' };
  return { batch: undone.batch, left: undone.meanwhile.flatMap(({ comment }) => comment ?? []), again: undone.again.map(({ id }) => id) };
}

async function settled(database: Database, what: string, acting: Acting): Promise<Acted> {
  const [word, subject = ''] = what.split(' ');
  const batch =
    word === 'pin' || word === 'unpin'
      ? await pinOrClose(database, word === 'pin' ? { pin: Number(subject) } : { unpin: Number(subject) }, acting)
      : await pinOrClose(database, { post: subject, state: word === 'close' ? 'closed' : 'open' }, acting);
  return { ...nothingDone, batch, nothing: batch ? undefined : sayings.so };
}

async function change(
  database: Database,
  form: Refused['form'],
  mark: string,
  typed: Refused['typed'],
  acting: Acting,
): Promise<Acted | Refused> {
  const [id = 0, version = -1] = mark.split('-').map(Number);
  const comment = { id, version };
  const done =
    form === 'edit'
      ? await edit(database, comment, typed, acting)
      : await reply(database, comment, typed.comment, acting.replier, acting.intend, acting);
  if (done.kind === 'invalid') return { form, comment: id, typed, problems: done.problems };
  if (done.kind === 'meanwhile') return { ...nothingDone, left: [id] };
  if ('batch' in done) return { ...nothingDone, batch: done.batch };
  return { ...nothingDone, nothing: sayings[done.kind] };
}

const sayings = {
  so: 'It was so already.',
  restored: 'There is nothing to restore.',
  missing: 'That comment is not there any more.',
  unchanged: 'Nothing was changed in it.',
  again: 'That reply was published already.',
} as const;
