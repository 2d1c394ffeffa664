/** Banning and lifting bans, as the page of bans asks for it. */
import { sendersOf } from '../comments/commenters.ts';
import type { Reading, Writing } from '../database/database.ts';
import { hashesIn } from '../site/network.ts';
import type { Secret } from '../site/secret.ts';
import { ban, type BanKind, banKinds, type BanTerm, banTerms, liftBan, type Mark } from './bans.ts';
import { findModerated, type ModeratedComment } from './moderated.ts';
import { record } from './log.ts';
import type { Actor } from './moderator.ts';

/** A comment whose sender can be banned, and by what. */
export interface Bannable {
  comment: ModeratedComment;
  marks: (Mark & { label: string })[];
}

/** What the form of bans came to. */
export type BanOutcome = { done: 'banned' | 'lifted' } | { problem: string };

/** By what the sender of a comment can be banned; a network is forgotten after a day. Undefined when there is no such comment. */
export async function bannable(database: Reading, id: number): Promise<Bannable | undefined> {
  const comment = await findModerated(database, id);
  const sender = (await sendersOf(database, [id])).get(id);
  if (!comment) return undefined;
  const of = `of comment ${id}`;
  const marks: Bannable['marks'] = [{ kind: 'name', value: comment.name, label: comment.name }];
  if (sender) marks.unshift({ kind: 'email', value: sender.email, label: labelOf('email', sender.email) });
  if (sender) marks.push({ kind: 'browser', value: sender.receipt, label: of });
  if (sender?.network) marks.unshift({ kind: 'network', value: sender.network, label: of });
  return { comment, marks };
}

/** Carries out a posted form: `lift` one ban; `ban` the sender of a comment by what was ticked, or whatever was typed. */
export async function settleBans(tx: Writing, form: FormData, made: { by: Actor; now: Date; secret: Secret }): Promise<BanOutcome> {
  if (form.get('action') === 'lift') {
    const lifted = await liftBan(tx, Number(form.get('id')) || 0);
    if (!lifted) return { problem: 'That ban is not there any more: it ended, or somebody lifted it.' };
    await record(tx, { batch: `lift ${lifted.id} ${made.now.getTime()}`, by: made.by, action: 'lift', before: lifted }, made.now);
    return { done: 'lifted' };
  }
  const reason = text(form, 'reason').slice(0, 300);
  const term = Object.keys(banTerms).find((name): name is BanTerm => name === form.get('term'));
  if (reason === '') return { problem: 'Write a reason: whoever reads this in a month wants to know.' };
  if (!term) return { problem: 'Choose how long it lasts.' };
  const comment = Number(form.get('comment')) || undefined;
  const marks = comment === undefined ? typedMark(form, made.secret) : await tickedMarks(tx, form, comment);
  if (typeof marks === 'string') return { problem: marks };
  for (const mark of marks) {
    const banned = await ban(tx, { ...mark, reason, term }, made);
    await record(tx, { batch: `ban ${banned.id} ${made.now.getTime()}`, by: made.by, action: 'ban', comment, after: banned }, made.now);
  }
  return { done: 'banned' };
}

async function tickedMarks(tx: Reading, form: FormData, comment: number): Promise<Bannable['marks'] | string> {
  const found = await bannable(tx, comment);
  if (!found) return 'That comment is not there any more.';
  const marks = found.marks.filter(({ kind }) => form.getAll('kind').includes(kind));
  return marks.length > 0 ? marks : 'Tick at least one thing to know the sender by.';
}

function typedMark(form: FormData, secret: Secret): Bannable['marks'] | string {
  const kind = banKinds.find((name) => name === form.get('kind'));
  const typed = text(form, 'value');
  if (kind === 'name' && typed) return [{ kind, value: typed, label: typed }];
  if (kind === 'email' && /^[^\s@]+@[^\s@]+$/.test(typed)) return [{ kind, value: typed, label: labelOf(kind, typed) }];
  if (kind === 'network') {
    const [value, ...more] = hashesIn(typed, secret);
    if (value !== undefined && more.length === 0) return [{ kind, value, label: labelOf(kind, typed) }];
    return 'Write one network address, such as 203.0.113.7 or 2001:db8:1:2::. Wider networks can be held by the rules.';
  }
  return kind === 'email' ? 'Write a whole email address.' : 'Write whom to ban.';
}

/** What a list may show for up to a year of an address that is not kept itself. */
function labelOf(kind: BanKind, value: string): string {
  return kind === 'email' ? `an address at ${value.replace(/^.*@/, '')}` : 'an address that was typed';
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.toWellFormed().replace(/\s+/g, ' ').trim().slice(0, 300) : '';
}
