import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deliver } from '../../src/mail/deliver.ts';
import { askForLink } from '../../src/moderation/sign-in.ts';
import { readSecret } from '../../src/site/secret.ts';
import { emptyDatabase } from '../support/databases.ts';
import { storedLetters } from '../support/letters.ts';

describe('a letter to nobody', () => {
  it('is never sent, and nothing is said about it', async () => {
    const { database, close } = await emptyDatabase('sqlite');
    const secret = readSecret('for tests only, and long enough to be one');
    const now = new Date('2026-11-23T12:00:00Z');
    const asked = { database, secret, now, network: 'here', siteUrl: 'https://afterword.example', limits: true };
    assert.equal(await askForLink('stranger@strangers.example', '/moderation/', asked), 0);
    const said: unknown[] = [];
    const send = async () => assert.fail('it was sent');
    const never = new AbortController().signal;
    const report = (error: unknown) => said.push(error);
    const round = { database, transport: { send }, secret, now: () => now, report, enough: never, stop: never };
    assert.equal(await deliver(round), null);
    const letters = await storedLetters(database);
    await close();
    assert.deepEqual(
      letters.map(({ state, sealed }) => [state, sealed]),
      [['sent', '']],
    );
    assert.deepEqual(said, []);
  });
});
