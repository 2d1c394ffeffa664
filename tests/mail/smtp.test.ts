import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import tls from 'node:tls';
import { smtp } from '../../src/mail/smtp.ts';
import { NotSent, type Outgoing } from '../../src/mail/transport.ts';
import type { Smtp } from '../../src/site/smtp-url.ts';
import { certificate, key } from '../support/certificate.ts';
import { openMailServer } from '../support/mail-server.ts';

const letter: Outgoing = {
  kind: 'waiting',
  to: 'ada@example.org',
  subject: 'S',
  text: 'T',
  messageId: '<1@localhost>',
  written: new Date(0),
};
const withTls = { key: key, cert: certificate, disabledCommands: [] };
const login = { user: 'afterword', password: 'right' };

/** Sends the letter; the reason when it was not sent. */
async function send(server: Smtp): Promise<string | null> {
  return smtp(server, 'afterword@localhost')
    .send(letter, AbortSignal.timeout(10_000))
    .then(
      () => null,
      (error: unknown) => {
        assert.ok(error instanceof NotSent);
        assert.equal(error.forGood, false);
        return error.message;
      },
    );
}

describe('a mail server’s certificate', () => {
  it('that nobody vouches for ends it, before the password and the letter are shown', async (test) => {
    for (const [secure, encryption] of [
      [false, 'starttls'],
      [true, 'tls'],
    ] as const) {
      const asked: unknown[] = [];
      const onAuth = (auth: unknown) => void asked.push(auth);
      const server = await openMailServer(test, () => 'take', { ...withTls, secure, onAuth });
      assert.equal(await send({ ...server.smtp, encryption, login }), 'the mail server’s certificate is not good');
      assert.deepEqual([server.visits(), asked], [0, []]);
    }
  });

  it('is believed when it is the server’s, by STARTTLS and from the start', async (test) => {
    // For the rest of this process, which is why it comes last.
    tls.setDefaultCACertificates([certificate]);
    const upgraded = await openMailServer(test, () => 'take', withTls);
    const secure = await openMailServer(test, () => 'take', { ...withTls, secure: true });
    assert.equal(await send({ ...upgraded.smtp, encryption: 'starttls', login }), null);
    assert.equal(await send({ ...secure.smtp, encryption: 'tls', login }), null);
    for (const { taken } of [upgraded, secure]) assert.deepEqual([taken[0]?.encrypted, taken[0]?.user], [true, 'afterword']);
  });
});

describe('a mail server without encryption', () => {
  it('gets nothing where encryption was asked for', async (test) => {
    const server = await openMailServer(test);
    assert.equal(await send({ ...server.smtp, encryption: 'starttls' }), 'the connection to the mail server could not be encrypted');
    assert.equal(server.visits(), 0);
  });

  it('is spoken to where none was, even when it offers some', async (test) => {
    const server = await openMailServer(test, () => 'take', withTls);
    assert.equal(await send(server.smtp), null);
    assert.equal(server.taken[0]?.encrypted, false);
  });
});

it('a login that is not accepted, or missing, is for the operator to mend: the letter waits, and the password is in no message', async (test) => {
  const server = await openMailServer(test, () => 'take', { allowInsecureAuth: true });
  assert.equal(
    await send({ ...server.smtp, login: { user: 'afterword', password: 'wrong-hunter2' } }),
    'the mail server did not accept the login',
  );
  const strict = await openMailServer(test, () => 'take', { authOptional: false, allowInsecureAuth: true });
  assert.equal(await send(strict.smtp), 'the mail server did not take it (530)');
});
