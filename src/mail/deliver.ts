import { setTimeout as pause } from 'node:timers/promises';
import { type Database, isUnavailable, type Writing } from '../database/database.ts';
import type { Secret } from '../site/secret.ts';
import { openEnvelope } from './envelope.ts';
import { finishLetter, nextTurn, putBack, type Taken, takeLetter } from './outbox.ts';
import { NotSent, type Transport } from './transport.ts';

/** What a round of delivery needs. */
export interface Round {
  database: Database;
  transport: Transport;
  secret: Secret;
  /** Asked before and after each letter. */
  now: () => Date;
  /** Tells the operator of a letter that was not delivered; neither to whom nor what it says. */
  report: (error: Error) => void;
  /** Ends the round after the letter that is being sent. */
  enough: AbortSignal;
  /** Breaks off even that one; it is put back. */
  stop: AbortSignal;
}

/** Sending one letter may take this long, in milliseconds; less than a process may be at it. */
const longest = 60_000;

/** How long to wait after each attempt, in minutes; then as after the last. Greylisting wants a few minutes, an outage hours. */
const waits = [1, 2, 5, 15, 60, 180, 360];

/**
 * Delivers every letter whose turn it is, one after the other. Any number of processes may do so over one outbox: none takes
 * what another is at. A process killed between sending and noting it repeats that one letter, with the same Message-ID.
 * Returns when the next letter is to be tried; null when none waits.
 * @throws DatabaseUnavailable
 */
export async function deliver(round: Round): Promise<Date | null> {
  for (;;) {
    const turn = await round.database.read(nextTurn);
    if (turn === null || turn > round.now() || round.enough.aborted) return turn;
    const letter = await round.database.write((tx) => takeLetter(tx, round.now()));
    if (letter) await attempt(letter, round);
  }
}

async function attempt(letter: Taken, round: Round): Promise<void> {
  const { database, now, report, stop } = round;
  const problem = await send(letter, round);
  if (!problem) return note(database, (tx) => finishLetter(tx, letter, now()));
  const next = stop.aborted ? now() : problem.forGood ? null : nextAttempt(letter, now());
  await note(database, (tx) => putBack(tx, letter, problem.message, next, now()));
  // One that was too old from the beginning was meant for nobody: a sign-in looks the same for addresses that are not known.
  if (!stop.aborted && letter.until > letter.created)
    report(new NotSent(sentence(letter, problem.message, next), next === null, problem.cause));
}

/** What kept a letter from being delivered; null when nothing did. */
async function send(letter: Taken, { transport, secret, now, stop }: Round): Promise<NotSent | null> {
  const { sealed, messageId, kind, created, until } = letter;
  // Too old when it was written: to nobody, so that an address that is nobody's takes the same time (`moderation/sign-in.ts`).
  if (until <= created) return null;
  if (until <= now()) return new NotSent('its time was over', true);
  const contents = openEnvelope(sealed, messageId, secret);
  if (!contents) return new NotSent('it was sealed with another SECRET', true);
  try {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(longest)]);
    await transport.send({ ...contents, kind, messageId, written: created }, signal);
    return null;
  } catch (error) {
    return error instanceof NotSent ? error : new NotSent('it could not be made a message', false, error);
  }
}

/** Writes down what became of a letter, a little obstinately: what is not noted is sent again. */
async function note(database: Database, work: (tx: Writing) => Promise<void>): Promise<void> {
  for (let left = 10; ; left -= 1) {
    try {
      return await database.write(work);
    } catch (error) {
      if (left === 0 || !isUnavailable(error)) throw error;
      await pause(200);
    }
  }
}

/** Null when that would be too late. */
function nextAttempt({ attempts, until }: Taken, now: Date): Date | null {
  const next = new Date(now.getTime() + (waits[attempts - 1] ?? waits.at(-1) ?? 0) * 60_000);
  return next < until ? next : null;
}

function sentence({ id, kind, attempts }: Taken, why: string, next: Date | null): string {
  const then = next ? `It is tried again at ${next.toISOString()}.` : 'It is given up.';
  return `Letter ${id} (${kind}) was not delivered at attempt ${attempts}: ${why}. ${then}`;
}
