import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { openEnvelope, closeEnvelope } from '../../src/mail/envelope.ts';
import { type Letter, writeLetter } from '../../src/mail/letter.ts';
import { addLetter } from '../../src/mail/outbox.ts';
import { readSecret } from '../../src/site/secret.ts';
import { dialects, emptyDatabase, stopPostgres } from '../support/databases.ts';
import { storedLetters } from '../support/letters.ts';
import { siteUrl } from '../support/site.ts';

const secret = readSecret('for tests only, and long enough to be one');
const now = new Date('2026-11-23T10:00:00Z');
const contents = { to: 'ada@example.org', subject: 'Sign in', text: `Open ${siteUrl}/moderation/sign-in/token-of-ada` };
const letter: Letter = writeLetter({ kind: 'sign-in', ...contents }, siteUrl);

after(stopPostgres);

for (const dialect of dialects) {
  describe(`the outbox on ${dialect}`, () => {
    it('keeps a letter so that nothing of it can be read in the table, and holds it for delivery as it was', async (test) => {
      const { database, close } = await emptyDatabase(dialect);
      test.after(close);
      await database.write((tx) => addLetter(tx, letter, secret, now));
      const [row, ...others] = await storedLetters(database);
      assert.deepEqual(others, []);
      assert.ok(row);
      assert.doesNotMatch(JSON.stringify(row), /ada|example|token/);
      assert.match(row.message_id, /^<[\da-f-]{36}@localhost>$/);
      assert.deepEqual([row.kind, row.state, row.attempts, row.next_attempt], ['sign-in', 'waiting', 0, now.getTime()]);
      assert.deepEqual(openEnvelope(row.sealed, row.message_id, secret), contents);
    });

    it('keeps nothing of a letter whose cause was not stored', async (test) => {
      const { database, close } = await emptyDatabase(dialect);
      test.after(close);
      const failing = database.write(async (tx) => {
        await addLetter(tx, letter, secret, now);
        throw new Error('The cause failed.');
      });
      await assert.rejects(failing, /The cause failed/);
      assert.deepEqual(await storedLetters(database), []);
    });
  });
}

describe('an envelope', () => {
  const id = '<1@localhost>';
  const sealed = closeEnvelope(contents, id, secret);

  it('differs each time', () => assert.notEqual(closeEnvelope(contents, id, secret), sealed));

  it('opens with the secret and for the letter it was made for, unchanged, and never otherwise', () => {
    assert.deepEqual(openEnvelope(sealed, id, secret), contents);
    assert.equal(openEnvelope(sealed, '<2@localhost>', secret), null);
    assert.equal(openEnvelope(sealed, id, readSecret('another secret that is long enough to be one')), null);
    const bytes = Buffer.from(sealed, 'base64url');
    for (const place of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      assert.equal(openEnvelope(changed.toString('base64url'), id, secret), null, `byte ${place}`);
      assert.equal(openEnvelope(bytes.subarray(0, place).toString('base64url'), id, secret), null, `${place} bytes`);
    }
    assert.equal(openEnvelope('', id, secret), null);
  });
});
