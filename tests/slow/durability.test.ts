import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { emptyPostgres, stopPostgres } from '../support/databases.ts';
import { aComment, commentId, discussion, type Site, startSite } from '../support/site.ts';
import { storedComments } from '../support/stored.ts';

after(stopPostgres);

interface Sent {
  fields: Record<string, string>;
  /** The id it was acknowledged with; null when no answer came. */
  id: number | null;
}

/** Posts from many visitors at once until the server is gone, which it is as soon as it acknowledged `enough`. */
async function postUntilKilled(site: Site, enough: number): Promise<Sent[]> {
  const sent: Sent[] = [];
  let acknowledged = 0;
  const gone = once(site.process, 'exit');
  const visitor = async () => {
    for (;;) {
      const entry: Sent = { fields: aComment(), id: null };
      sent.push(entry);
      const answer = await site.post(discussion, entry.fields).catch(() => null);
      if (!answer) return;
      assert.equal(answer.status, 303);
      entry.id = commentId(answer);
      acknowledged += 1;
      // Others are still being stored at this moment.
      if (acknowledged === enough) site.process.kill('SIGKILL');
    }
  };
  await Promise.all(Array.from({ length: 12 }, visitor));
  await gone;
  return sent;
}

/** Kills the server `rounds` times over one database and returns everything that was ever sent to it. */
async function killAgainAndAgain(rounds: number, settings: Record<string, string>, directory: string): Promise<Sent[]> {
  const all: Sent[] = [];
  let unanswered: Sent[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const site = await startSite({ COMMENTS: 'open', LIMITS: 'off', ...settings }, directory);
    // A visitor who got no answer sends the form again.
    for (const entry of unanswered) {
      const answer = await site.post(discussion, entry.fields);
      assert.equal(answer.status, 303);
      entry.id = commentId(answer);
    }
    const sent = await postUntilKilled(site, 5 + ((round * 7) % 40));
    unanswered = sent.filter(({ id }) => id === null);
    all.push(...sent);
  }
  return all;
}

async function assertAllThereOnce(sent: readonly Sent[], url: string): Promise<void> {
  const stored = await storedComments(url);
  const places = new Map<string, number[]>();
  for (const { name, id } of stored) places.set(name, [...(places.get(name) ?? []), id]);
  for (const { fields, id } of sent) {
    const found = places.get(fields['name'] ?? '') ?? [];
    if (id === null) assert.ok(found.length <= 1, `${fields['name']} was not answered and is there ${found.length} times`);
    else assert.deepEqual(found, [id], `${fields['name']} was acknowledged as ${id}`);
  }
  assert.equal(new Set(sent.map(({ fields }) => fields['name'])).size, sent.length);
}

it('every comment acknowledged before 50 kills of the server is there, once, on SQLite', async (test) => {
  const directory = mkdtempSync(join(tmpdir(), 'afterword-'));
  test.after(() => rmSync(directory, { recursive: true, force: true }));
  const sent = await killAgainAndAgain(50, {}, directory);
  await assertAllThereOnce(sent, `file:${join(directory, 'afterword.db')}`);
  const acknowledged = sent.filter(({ id }) => id !== null).length;
  assert.ok(acknowledged > 1_000, `${acknowledged} were acknowledged`);
  test.diagnostic(`${acknowledged} of ${sent.length} were acknowledged`);
});

it('every comment acknowledged before 8 kills of the server is there, once, on Postgres', async (test) => {
  const { url } = await emptyPostgres();
  const sent = await killAgainAndAgain(8, { DATABASE_URL: url }, tmpdir());
  await assertAllThereOnce(sent, url);
  test.diagnostic(`${sent.filter(({ id }) => id !== null).length} of ${sent.length} were acknowledged`);
});
