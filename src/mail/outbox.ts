/** The letters table: what is to be sent, what was sent, and what could not be. Nothing else queries it. */
import { randomUUID } from 'node:crypto';
import type { Writing } from '../database/database.ts';
import type { Secret } from '../site/secret.ts';
import { closeEnvelope } from './envelope.ts';
import type { Letter } from './letter.ts';

/** How long a letter is tried, in milliseconds, unless it is useless earlier. */
const triedFor = 5 * 24 * 60 * 60 * 1_000;

/** Puts a letter into the outbox, in the transaction of its cause: both are stored or neither is. */
export async function addLetter(tx: Writing, letter: Letter, secret: Secret, now: Date): Promise<void> {
  const messageId = `<${randomUUID()}@${new URL(letter.siteUrl).hostname}>`;
  const until = letter.until?.getTime() ?? now.getTime() + triedFor;
  await tx
    .insertInto('letters')
    .values({
      kind: letter.kind,
      sealed: closeEnvelope(letter, messageId, secret),
      message_id: messageId,
      state: 'waiting',
      attempts: 0,
      next_attempt: now.getTime(),
      until,
      created: now.getTime(),
    })
    .execute();
}
