import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it, type TestContext } from 'node:test';
import { sql } from 'kysely';
import { openDatabase } from '../../src/database/open.ts';
import { writeLetter } from '../../src/mail/letter.ts';
import { addLetter } from '../../src/mail/outbox.ts';
import { readSecret } from '../../src/site/secret.ts';
import { emptyPostgres, stopPostgres } from '../support/databases.ts';
import { storedLetters } from '../support/letters.ts';
import { openMailServer } from '../support/mail-server.ts';
import { siteUrl, startSite } from '../support/site.ts';
import { until } from '../support/until.ts';

after(stopPostgres);

const letters = 60;

/** Kills the site again and again while it delivers, and tells how often each letter arrived. */
async function killWhileDelivering(test: TestContext, url: string, rounds: number): Promise<number[]> {
  let killed = 0;
  let calls = 0;
  let kill: (() => void) | null = null;
  const server = await openMailServer(test, () => {
    // Twice for each letter: when it is announced, and when it is there.
    calls += 1;
    if (!kill || calls < 7 || calls % 2 === (killed % 3 === 1 ? 0 : 1)) return 'take';
    // Before the server has it; when it has it and the site cannot know; or when the site may know, or not.
    if (killed % 3 === 2) setImmediate(kill);
    else kill();
    kill = null;
    return 'take';
  });
  const settings = { SMTP_URL: server.url, DATABASE_URL: url };
  const database = await openDatabase(url);
  test.after(() => database.close());
  const secret = readSecret('for tests only, and long enough to be one');
  for (let number = 1; number <= letters; number += 1) {
    const letter = writeLetter({ kind: 'waiting', to: 'ada@example.org', subject: `Letter ${number}`, text: 'Words.' }, siteUrl);
    await database.write((tx) => addLetter(tx, letter, secret, new Date()));
  }
  for (; killed < rounds; killed += 1) {
    const site = await startSite(settings);
    const gone = once(site.process, 'exit');
    calls = 0;
    kill = () => site.process.kill('SIGKILL');
    await gone;
    // As if the two minutes had passed for which the dead process had taken its letter.
    await database.write((tx) => sql`update letters set claimed_until = null, next_attempt = 0 where state = 'waiting'`.execute(tx));
  }
  const last = await startSite(settings);
  await until('everything is delivered', async () => (await storedLetters(database)).every(({ state }) => state === 'sent'), 60_000);
  await last.stop();
  const arrived = Map.groupBy(server.taken, ({ headers }) => headers.find(([name]) => name === 'Message-ID')?.[1] ?? '');
  return (await storedLetters(database)).map(({ message_id: id }) => arrived.get(id)?.length ?? 0);
}

function assertNoneLost(arrived: readonly number[], kills: number): void {
  assert.equal(arrived.length, letters);
  assert.ok(
    arrived.every((times) => times >= 1),
    'none is lost',
  );
  const repeated = arrived.reduce((sum, times) => sum + times - 1, 0);
  assert.ok(repeated <= kills, `${repeated} repeated in ${kills} kills`);
  // Those that the server had when the site could not know it.
  assert.ok(repeated >= kills / 3, `${repeated} repeated in ${kills} kills`);
}

it('twelve kills in mid-delivery lose no letter and repeat at most one each, on SQLite', async (test) => {
  const directory = mkdtempSync(join(tmpdir(), 'afterword-'));
  test.after(() => rmSync(directory, { recursive: true, force: true }));
  const arrived = await killWhileDelivering(test, `file:${join(directory, 'afterword.db')}`, 12);
  assertNoneLost(arrived, 12);
  test.diagnostic(`${arrived.filter((times) => times > 1).length} of ${letters} came twice`);
});

it('six kills in mid-delivery lose no letter and repeat at most one each, on Postgres', async (test) => {
  const arrived = await killWhileDelivering(test, (await emptyPostgres()).url, 6);
  assertNoneLost(arrived, 6);
  test.diagnostic(`${arrived.filter((times) => times > 1).length} of ${letters} came twice`);
});

it('two sites over one Postgres deliver every letter once', async (test) => {
  const { url } = await emptyPostgres();
  const server = await openMailServer(test);
  const database = await openDatabase(url);
  test.after(() => database.close());
  const secret = readSecret('for tests only, and long enough to be one');
  const sites = await Promise.all([1, 2].map(() => startSite({ SMTP_URL: server.url, DATABASE_URL: url })));
  test.after(() => Promise.all(sites.map((site) => site.stop())));
  await database.write(async (tx) => {
    for (let number = 1; number <= letters; number += 1) {
      const letter = writeLetter({ kind: 'waiting', to: 'ada@example.org', subject: `Letter ${number}`, text: 'Words.' }, siteUrl);
      await addLetter(tx, letter, secret, new Date());
    }
  });
  await until('everything is delivered', async () => (await storedLetters(database)).every(({ state }) => state === 'sent'), 60_000);
  assert.equal(server.taken.length, letters);
  assert.equal(new Set(server.taken.map(({ raw }) => raw)).size, letters);
});
