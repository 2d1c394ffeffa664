import assert from 'node:assert/strict';
import { after, describe, it, type TestContext } from 'node:test';
import { DatabaseUnavailable, type Writing } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open.ts';
import { deliver, type Round } from '../../src/mail/deliver.ts';
import { writeLetter } from '../../src/mail/letter.ts';
import { addLetter, forgetLetters } from '../../src/mail/outbox.ts';
import { smtp } from '../../src/mail/smtp.ts';
import type { Transport } from '../../src/mail/transport.ts';
import { readSecret } from '../../src/site/secret.ts';
import { dialects, emptyDatabase, stopPostgres } from '../support/databases.ts';
import { storedLetters } from '../support/letters.ts';
import { type Conduct, openMailServer } from '../support/mail-server.ts';
import { siteUrl } from '../support/site.ts';
import { until } from '../support/until.ts';

const secret = readSecret('for tests only, and long enough to be one');
const sender = 'afterword@localhost';
const start = new Date('2026-11-23T10:00:00Z');
const [minute, day] = [60_000, 24 * 60 * 60_000];
const impatient = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 300, dnsTimeout: 10_000 };
let written = 0;

after(stopPostgres);

for (const dialect of dialects) {
  describe(`delivery from ${dialect}`, () => {
    /** A house with an outbox, a clock that stands still and a mail server that behaves like this. */
    async function house(test: TestContext, conduct?: (visit: number) => Conduct) {
      const { database, url, close } = await emptyDatabase(dialect);
      test.after(close);
      const server = await openMailServer(test, conduct);
      const clock = { now: start };
      const reports: string[] = [];
      const stopping = new AbortController();
      const round: Round = {
        database,
        transport: smtp(server.smtp, sender),
        secret,
        now: () => clock.now,
        report: ({ message }) => reports.push(message),
        enough: stopping.signal,
        stop: stopping.signal,
      };
      const write = (differences: { until?: Date; to?: string } = {}) => {
        written += 1;
        const draft = { kind: 'waiting', to: 'ada@example.org', subject: `Letter ${written}`, text: 'Words.', ...differences };
        return database.write((tx) => addLetter(tx, writeLetter(draft, siteUrl), secret, clock.now));
      };
      /** Delivers again and again, each time when it is time, until nothing waits. Returns the minutes from the start of each round. */
      const persist = async () => {
        const rounds: number[] = [];
        for (let next = await deliver(round); next; next = await deliver(round)) {
          assert.ok(next > clock.now, 'nothing is tried twice at one moment');
          clock.now = next;
          rounds.push((next.getTime() - start.getTime()) / minute);
        }
        return rounds;
      };
      return { database, url, server, clock, reports, round, stopping, write, persist, letters: () => storedLetters(database) };
    }

    it('brings a letter as it was written, once, and then forgets what it said', async (test) => {
      const { server, round, write, letters, reports } = await house(test);
      await write();
      assert.equal(await deliver(round), null);
      assert.equal(await deliver(round), null);
      const [message, ...others] = server.taken;
      const [row] = await letters();
      assert.deepEqual(others, []);
      assert.deepEqual([message?.from, message?.to, message?.text.trim()], [sender, ['ada@example.org'], 'Words.']);
      const headers = Object.fromEntries(message?.headers ?? []);
      assert.deepEqual(headers, {
        From: `Biznology <${sender}>`,
        To: 'ada@example.org',
        Subject: `Letter ${written}`,
        'Message-ID': row?.message_id,
        Date: 'Mon, 23 Nov 2026 10:00:00 +0000',
        'Auto-Submitted': 'auto-generated',
        'MIME-Version': '1.0',
        'Content-Type': 'text/plain; charset=utf-8',
        'Content-Transfer-Encoding': '7bit',
      });
      assert.deepEqual([row?.state, row?.sealed, row?.error, row?.finished], ['sent', '', null, start.getTime()]);
      assert.deepEqual(reports, []);
    });

    it('comes back to a server that asks to wait a while, with the same Message-ID, and loses nothing', async (test) => {
      const { server, write, persist, letters } = await house(test, (visit) => (visit <= 3 ? { recipient: 451 } : 'take'));
      await write();
      assert.deepEqual(await persist(), [1, 3, 8]);
      const [row] = await letters();
      assert.deepEqual([row?.state, row?.attempts, server.taken.length], ['sent', 4, 1]);
      assert.ok(server.taken[0]?.raw.includes(row?.message_id ?? ''));
    });

    for (const [what, conduct] of [
      ['refuses the recipient', { recipient: 550 }],
      ['refuses what it says', { data: 554 }],
    ] as const) {
      it(`gives a letter up at once when the server ${what} for good, and says so without addresses or words`, async (test) => {
        const { server, write, persist, letters, reports } = await house(test, () => conduct);
        await write();
        assert.deepEqual(await persist(), []);
        const [row] = await letters();
        assert.deepEqual([row?.state, row?.sealed, server.visits()], ['failed', '', 1]);
        assert.match(row?.error ?? '', /^the mail server refused it \(55[04]\)$/);
        assert.match(reports.join(), /^Letter \d+ \(waiting\) was not delivered at attempt 1: .* It is given up\.$/);
        assert.doesNotMatch(JSON.stringify([row, reports]), /ada|example|Words/);
      });
    }

    it('waits longer and longer for a server that asks to wait for ever, and gives up after five days', async (test) => {
      const { write, persist, letters, clock } = await house(test, () => ({ data: 452 }));
      await write();
      const rounds = await persist();
      const waits = rounds.map((round, index) => round - (rounds[index - 1] ?? 0));
      assert.deepEqual(waits.slice(0, 8), [1, 2, 5, 15, 60, 180, 360, 360]);
      const [row] = await letters();
      assert.deepEqual([row?.state, row?.sealed, row?.error], ['failed', '', 'the mail server did not take it (452)']);
      assert.ok(clock.now.getTime() - start.getTime() > 4.5 * day && clock.now.getTime() - start.getTime() < 5 * day);
    });

    it('does not try a letter longer than it is of use', async (test) => {
      const { server, write, persist, letters, clock, round } = await house(test, () => ({ recipient: 451 }));
      await write({ until: new Date(start.getTime() + 10 * minute) });
      assert.deepEqual(await persist(), [1, 3, 8]);
      assert.equal((await letters())[0]?.state, 'failed');
      const visits = server.visits();
      await write({ until: new Date(clock.now.getTime() + 10 * minute) });
      clock.now = new Date(clock.now.getTime() + 10 * minute);
      assert.equal(await deliver(round), null);
      assert.deepEqual([server.visits(), (await letters())[1]?.error], [visits, 'its time was over']);
    });

    it('keeps letters while the server cannot be reached, and brings all when it is back', async (test) => {
      const { server, round, write, letters, clock, reports } = await house(test);
      const closed = await openMailServer(test);
      await closed.close();
      for (let count = 0; count < 5; count += 1) await write();
      const next = await deliver({ ...round, transport: smtp(closed.smtp, sender) });
      assert.deepEqual(new Set((await letters()).map(({ error }) => error)), new Set(['the mail server could not be reached']));
      assert.equal(reports.length, 5);
      clock.now = next ?? start;
      assert.equal(await deliver(round), null);
      assert.deepEqual([server.taken.length, new Set((await letters()).map(({ state }) => state))], [5, new Set(['sent'])]);
    });

    it('repeats a letter after the line went dead: once when it had been taken, with the same Message-ID', async (test) => {
      const { server, write, persist, letters } = await house(
        test,
        (visit) => (['drop', 'take, then drop', 'take'] as const)[visit - 1] ?? 'ignore',
      );
      await write();
      assert.deepEqual(await persist(), [1, 3]);
      const ids = server.taken.map(({ headers }) => headers.find(([name]) => name === 'Message-ID')?.[1]);
      assert.deepEqual(
        ids,
        Array.from({ length: 2 }, () => ids[0]),
      );
      assert.deepEqual([(await letters())[0]?.state, server.visits()], ['sent', 3]);
    });

    it('does not wait for a server that says nothing, and comes back', async (test) => {
      const { server, round, write, letters, clock } = await house(test, (visit) => (visit === 1 ? 'ignore' : 'take'));
      await write();
      const next = await deliver({ ...round, transport: smtp(server.smtp, sender, impatient) });
      assert.deepEqual([next, (await letters())[0]?.error], [new Date(start.getTime() + minute), 'the mail server took too long']);
      clock.now = next ?? start;
      assert.equal(await deliver(round), null);
      assert.deepEqual([(await letters())[0]?.state, server.taken.length], ['sent', 1]);
    });

    it('tries those first that were tried least: a letter that cannot be delivered holds up no other', async (test) => {
      const { server, round, write, clock } = await house(test, (visit) => (visit === 1 ? { recipient: 451 } : 'take'));
      await write();
      const next = await deliver(round);
      clock.now = next ?? start;
      await write();
      await deliver(round);
      const subjects = server.taken.map(({ headers }) => Number(headers.find(([name]) => name === 'Subject')?.[1].replace('Letter ', '')));
      assert.deepEqual(subjects, [written, written - 1]);
    });

    it('shares an outbox with others: forty letters and eight deliverers make forty messages', async (test) => {
      const { server, round, write, letters, url } = await house(test);
      for (let count = 0; count < 40; count += 1) await write();
      // Two connections to one SQLite file would wait for each other in one process.
      const others = await Promise.all(Array.from({ length: dialect === 'postgres' ? 7 : 0 }, () => openDatabase(url)));
      test.after(() => Promise.all(others.map((database) => database.close())));
      await Promise.all(Array.from({ length: 8 }, (_, index) => deliver({ ...round, database: others[index] ?? round.database })));
      assert.equal(new Set(server.taken.map(({ raw }) => raw)).size, 40);
      assert.equal(server.taken.length, 40);
      assert.deepEqual(new Set((await letters()).map(({ state }) => state)), new Set(['sent']));
    });

    it('leaves a letter to the process that took it, until that must be dead', async (test) => {
      const { server, round, write, clock } = await house(test);
      await write();
      let sending: (() => void) | undefined;
      const hanging: Transport = { send: () => new Promise((done) => (sending = done)) };
      const first = deliver({ ...round, transport: hanging });
      await until('it is being sent', () => sending !== undefined);
      const next = await deliver(round);
      assert.deepEqual([server.visits(), next], [0, new Date(start.getTime() + 2 * minute)]);
      clock.now = next ?? start;
      assert.equal(await deliver(round), null);
      assert.equal(server.taken.length, 1);
      sending?.();
      assert.equal(await first, null);
    });

    it('puts back what it is at when it is told to stop, to be sent at once by whoever comes next', async (test) => {
      const { server, round, stopping, write, letters, reports } = await house(test, (visit) => (visit === 1 ? 'ignore' : 'take'));
      await write();
      await write();
      const delivering = deliver(round);
      await until('the server has it', () => server.visits() === 1);
      stopping.abort();
      await delivering;
      assert.deepEqual(
        (await letters()).map(({ state, claimed_until: claimed }) => [state, claimed]),
        [
          ['waiting', null],
          ['waiting', null],
        ],
      );
      assert.deepEqual(reports, []);
      const anew = new AbortController().signal;
      assert.equal(await deliver({ ...round, enough: anew, stop: anew }), null);
      assert.equal(server.taken.length, 2);
    });

    it('does not repeat a letter because the database was away just when it had been sent', async (test) => {
      const { server, round, write, letters, database } = await house(test);
      await write();
      let writes = 0;
      const failingOnce = <T>(work: (tx: Writing) => Promise<T>): Promise<T> => {
        writes += 1;
        return writes === 2 ? Promise.reject(new DatabaseUnavailable(null)) : database.write(work);
      };
      assert.equal(await deliver({ ...round, database: { ...database, write: failingOnce } }), null);
      assert.deepEqual([writes, server.taken.length, (await letters())[0]?.state], [3, 1, 'sent']);
    });

    it('gives up what was sealed with another secret, and says so', async (test) => {
      const { round, write, letters } = await house(test);
      await write();
      assert.equal(await deliver({ ...round, secret: readSecret('another secret that is long enough to be one') }), null);
      assert.deepEqual([(await letters())[0]?.state, (await letters())[0]?.error], ['failed', 'it was sealed with another SECRET']);
    });

    it('forgets after thirty days that there was a letter, but never one that waits', async (test) => {
      const { round, write, letters, clock, database } = await house(test);
      await write();
      await deliver(round);
      await write();
      clock.now = new Date(start.getTime() + 30 * day);
      assert.equal(await database.write((tx) => forgetLetters(tx, new Date(clock.now.getTime() - 1))), 0);
      assert.equal(await database.write((tx) => forgetLetters(tx, clock.now)), 1);
      assert.deepEqual(
        (await letters()).map(({ state }) => state),
        ['waiting'],
      );
    });
  });
}
