/** The letters table: what is to be sent, what was sent, and what could not be. Nothing else queries it. */
import { randomUUID } from 'node:crypto';
import { type ExpressionBuilder, sql } from 'kysely';
import type { Reading, Tables, Writing } from '../database/database.ts';
import type { Secret } from '../site/secret.ts';
import { closeEnvelope } from './envelope.ts';
import type { Letter } from './letter.ts';

/** How long a letter is tried, in milliseconds, unless it is useless earlier. */
const triedFor = 5 * 24 * 60 * 60 * 1_000;
/** How long a process may be at a letter, in milliseconds, before another one takes it for dead: longer than sending may take. */
const lease = 2 * 60 * 1_000;
/** How long it is remembered that there was a letter, in milliseconds; what it said and to whom is forgotten with its delivery. */
const remembered = 30 * 24 * 60 * 60 * 1_000;

/** A letter somebody is at. */
export interface Taken {
  id: number;
  kind: string;
  sealed: string;
  messageId: string;
  created: Date;
  /** From then on it is given up. */
  until: Date;
  /** How often it was tried, this time included. */
  attempts: number;
  /** Proof that it is still this process that has it. */
  claim: number;
}

/** Puts a letter into the outbox, in the transaction of its cause: both are stored or neither is. */
export async function addLetter(tx: Writing, letter: Letter, secret: Secret, now: Date): Promise<void> {
  const messageId = `<${randomUUID()}@${new URL(letter.siteUrl).hostname}>`;
  await tx
    .insertInto('letters')
    .values({
      kind: letter.kind,
      sealed: closeEnvelope(letter, messageId, secret),
      message_id: messageId,
      state: 'waiting',
      attempts: 0,
      next_attempt: now.getTime(),
      until: letter.until?.getTime() ?? now.getTime() + triedFor,
      created: now.getTime(),
    })
    .execute();
}

/** When the next letter is to be tried; null when none waits. */
export async function nextTurn(database: Reading): Promise<Date | null> {
  const turn = sql<number | null>`min(case when claimed_until > next_attempt then claimed_until else next_attempt end)`;
  const row = await database.selectFrom('letters').select(turn.as('turn')).where('state', '=', 'waiting').executeTakeFirst();
  return row?.turn == null ? null : new Date(row.turn);
}

/** Takes a letter whose turn it is, for a while: those that were tried least first, so that a dead one holds up nobody. */
export async function takeLetter(tx: Writing, now: Date): Promise<Taken | null> {
  const found = await tx
    .selectFrom('letters')
    .select(['id', 'kind', 'sealed', 'message_id', 'created', 'until', 'attempts'])
    .where('state', '=', 'waiting')
    .where('next_attempt', '<=', now.getTime())
    .where((of) => of.or([of('claimed_until', 'is', null), of('claimed_until', '<=', now.getTime())]))
    .orderBy('attempts')
    .orderBy('next_attempt')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (!found) return null;
  const { message_id: messageId, created, until, ...row } = found;
  const [claim, attempts] = [now.getTime() + lease, row.attempts + 1];
  await tx.updateTable('letters').set({ claimed_until: claim, attempts }).where('id', '=', row.id).execute();
  return { ...row, messageId, created: new Date(created), until: new Date(until), attempts, claim };
}

/** Notes that a letter was delivered, and forgets what it said: whoever has it now, it need not be sent again. */
export async function finishLetter(tx: Writing, { id }: Taken, now: Date): Promise<void> {
  await tx
    .updateTable('letters')
    .set({ state: 'sent', sealed: '', claimed_until: null, finished: now.getTime(), error: null })
    .where('id', '=', id)
    .execute();
}

/** Notes why a letter was not delivered, and when it is tried again; null gives it up and forgets what it said. */
export async function putBack(tx: Writing, letter: Taken, why: string, next: Date | null, now: Date): Promise<void> {
  await tx
    .updateTable('letters')
    .set(next ? { next_attempt: next.getTime() } : { state: 'failed', sealed: '', finished: now.getTime() })
    .set({ claimed_until: null, error: why })
    .where((of) => stillOurs(of, letter))
    .execute();
}

/** Forgets that there were letters which are long delivered or given up. Returns how many. */
export async function forgetLetters(tx: Writing, now: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('letters')
    .where('state', '<>', 'waiting')
    .where('finished', '<=', now.getTime() - remembered)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

function stillOurs(of: ExpressionBuilder<Tables, 'letters'>, { id, claim }: Taken) {
  return of.and([of('id', '=', id), of('state', '=', 'waiting'), of('claimed_until', '=', claim)]);
}
