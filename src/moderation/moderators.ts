/** The accounts of those who keep the house. */
import type { Kysely } from 'kysely';
import type { Reading, Writing } from '../database/database.ts';
import type { PrivateTables } from '../database/tables.ts';
import type { Moderator, Role } from './moderator.ts';

const columns = ['id', 'email', 'name', 'role', 'author'] as const;

/** An account as it shall be; what is left out stays as it is, or takes its default in a new account. */
export interface Wanted {
  email: string;
  name?: string | undefined;
  role?: Role | undefined;
  author?: string | undefined;
}

/**
 * Makes an account, or changes the one of this address. Without a role the very first account is the owner's, one
 * that belongs to an author is an author's, and every other is a moderator's.
 */
export async function addModerator(tx: Writing, wanted: Wanted, now: Date): Promise<Moderator & { isNew: boolean }> {
  const email = sameAddress(wanted.email);
  const known = await moderatorOf(tx, email);
  const isFirst = !known && (await allModerators(tx)).length === 0;
  const account = {
    name: wanted.name ?? known?.name ?? email.replace(/@.*/, ''),
    role: wanted.role ?? known?.role ?? (isFirst ? 'owner' : wanted.author ? 'author' : 'moderator'),
    author: wanted.author ?? known?.author ?? null,
  };
  const stored = known
    ? privately(tx).updateTable('moderators').set(account).where('id', '=', known.id).returning(columns)
    : privately(tx)
        .insertInto('moderators')
        .values({ ...account, email, created: now.getTime(), told: null })
        .returning(columns);
  return { ...(await stored.executeTakeFirstOrThrow()), isNew: !known };
}

/** Every account, the oldest first. */
export async function allModerators(database: Reading): Promise<Moderator[]> {
  return privately(database).selectFrom('moderators').select(columns).orderBy('id').execute();
}

/** The account of an address, however it is spelled. */
export async function moderatorOf(database: Reading, email: string): Promise<Moderator | undefined> {
  return privately(database).selectFrom('moderators').select(columns).where('email', '=', sameAddress(email)).executeTakeFirst();
}

/** The account with an id. */
export async function moderatorWith(database: Reading, id: number): Promise<Moderator | undefined> {
  return privately(database).selectFrom('moderators').select(columns).where('id', '=', id).executeTakeFirst();
}

/** Takes an account away, and with it its sessions, links and passkeys. Returns whether there was one. */
export async function removeModerator(tx: Writing, email: string): Promise<boolean> {
  const removed = await privately(tx).deleteFrom('moderators').where('email', '=', sameAddress(email)).executeTakeFirst();
  return removed.numDeletedRows > 0n;
}

/** One spelling per address: lower case, as nearly every mail server has it. */
export function sameAddress(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}

function privately(database: Reading): Kysely<PrivateTables> {
  return database.$extendTables<Pick<PrivateTables, 'moderators'>>();
}
