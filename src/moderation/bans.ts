/** Who may not comment for a while. Networks, addresses and browsers are kept as keyed hashes. Nothing else queries this table. */
import type { Kysely } from 'kysely';
import type { Notice, Signal } from '../comments/comment.ts';
import type { Reading, Writing } from '../database/database.ts';
import type { BansTable, PrivateTables } from '../database/tables.ts';
import { dayOf, formatDate } from '../site/dates.ts';
import { keyedHash, type Secret } from '../site/secret.ts';
import type { Actor } from './moderator.ts';
import { fold } from './words.ts';

export const banKinds = ['network', 'email', 'name', 'browser'] as const;
export type BanKind = (typeof banKinds)[number];

/** What a ban goes by: the hash of a network or a receipt as commenters have it, an address or a name as they are typed. */
export interface Mark {
  kind: BanKind;
  value: string;
}

/** A ban as a moderator sees it. */
export interface Ban {
  id: number;
  kind: BanKind;
  /** Whom it means, as far as that may be shown. */
  label: string;
  reason: string;
  created: Date;
  expires: Date;
  by: string;
}

/** How long a ban can last, in days. */
export const banTerms = { day: 1, week: 7, month: 30, year: 365 } as const;
export type BanTerm = keyof typeof banTerms;

/** Bans; what was banned already is banned anew, with this reason and end. */
export async function ban(
  tx: Writing,
  wanted: Mark & { label: string; reason: string; term: BanTerm },
  made: { by: Actor; now: Date; secret: Secret },
): Promise<Ban> {
  const value = keyOf(wanted, made.secret);
  const { kind, label, reason } = wanted;
  const expires = made.now.getTime() + banTerms[wanted.term] * 24 * 60 * 60 * 1_000;
  await privately(tx).deleteFrom('bans').where('kind', '=', kind).where('value', '=', value).execute();
  const row = { kind, value, label, reason, created: made.now.getTime(), expires, moderator: made.by.id, by: made.by.name };
  return fromRow(await privately(tx).insertInto('bans').values(row).returningAll().executeTakeFirstOrThrow());
}

/** Lifts a ban. Returns what it was; undefined when it is not there any more. */
export async function liftBan(tx: Writing, id: number): Promise<Ban | undefined> {
  const row = await privately(tx).deleteFrom('bans').where('id', '=', id).returningAll().executeTakeFirst();
  return row && fromRow(row);
}

/** The bans that hold, newest first. */
export async function currentBans(database: Reading, now: Date): Promise<Ban[]> {
  const rows = await privately(database)
    .selectFrom('bans')
    .selectAll()
    .where('expires', '>', now.getTime())
    .orderBy('id', 'desc')
    .execute();
  return rows.map(fromRow);
}

/** Notices, besides what `notice` does, whether the sender is banned by network, address, name or browser. */
export function heedingBans(notice: Notice, secret: Secret): Notice {
  return async (tx, draft, sender, now) => {
    const marks: Mark[] = [
      { kind: 'network', value: sender.network },
      { kind: 'email', value: draft.email },
      { kind: 'name', value: draft.name },
      { kind: 'browser', value: sender.receipt },
    ];
    const banned = await signalsOf(tx, marks, now, secret);
    const noticed = await notice(tx, draft, sender, now);
    return { ...noticed, signals: [...banned, ...noticed.signals] };
  };
}

/** Forgets bans whose time is over. Returns how many. */
export async function forgetBans(tx: Writing, now: Date): Promise<number> {
  const result = await privately(tx).deleteFrom('bans').where('expires', '<=', now.getTime()).executeTakeFirst();
  return Number(result.numDeletedRows);
}

const whose: Record<BanKind, string> = { network: 'network', email: 'email address', name: 'name', browser: 'browser' };

async function signalsOf(tx: Reading, marks: readonly Mark[], now: Date, secret: Secret): Promise<Signal[]> {
  const rows = await privately(tx)
    .selectFrom('bans')
    .select(['kind', 'reason', 'expires'])
    .where('expires', '>', now.getTime())
    .where((where) => where.or(marks.map((mark) => where.and({ kind: mark.kind, value: keyOf(mark, secret) }))))
    .execute();
  return rows.map(({ kind, reason, expires }) => ({
    name: 'banned',
    weight: 1,
    words: `Its ${whose[kind]} is banned until ${formatDate(dayOf(new Date(expires)))}: ${reason}`,
  }));
}

function keyOf({ kind, value }: Mark, secret: Secret): string {
  if (kind === 'name') return fold(value);
  return keyedHash(secret, `ban of ${kind}`, kind === 'email' ? fold(value) : value);
}

function fromRow({ created, expires, ...row }: Omit<BansTable, 'id'> & { id: number }): Ban {
  const { id, kind, label, reason, by } = row;
  return { id, kind, label, reason, by, created: new Date(created), expires: new Date(expires) };
}

function privately(database: Reading): Kysely<PrivateTables> {
  return database.$extendTables<Pick<PrivateTables, 'bans'>>();
}
