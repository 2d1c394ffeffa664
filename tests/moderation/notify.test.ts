import assert from 'node:assert/strict';
import { after, describe, it, type TestContext } from 'node:test';
import * as fc from 'fast-check';
import { addComment } from '../../src/comments/comments.ts';
import { openEnvelope } from '../../src/mail/envelope.ts';

import type { Role } from '../../src/moderation/moderator.ts';
import { addModerator } from '../../src/moderation/moderators.ts';
import { tellModerators } from '../../src/moderation/notify.ts';
import { readSecret } from '../../src/site/secret.ts';
import { dialects, emptyDatabase, stopPostgres } from '../support/databases.ts';
import { decideOne } from '../support/decided.ts';
import { aDraft } from '../support/drafts.ts';
import { storedLetters } from '../support/letters.ts';
import { siteUrl } from '../support/site.ts';
import { wildText } from '../support/wild-text.ts';

const secret = readSecret('for tests only, and long enough to be one');
const start = new Date('2026-11-23T10:00:00Z');
const minute = 60_000;
const [marks, adas] = ['2008/02/what-outcome-are-you-negotiating-for', '2026/11/on-fire'];
const house = { siteUrl, secret, authorsOf: (post: string) => (post === marks ? ['mike-moran'] : ['ada']) };
let sent = 0;

after(stopPostgres);

for (const dialect of dialects) {
  describe(`telling moderators what waits, on ${dialect}`, () => {
    async function site(test: TestContext) {
      const { database, close } = await emptyDatabase(dialect);
      test.after(close);
      const clock = { now: start };
      const letters = async () => {
        const found = await storedLetters(database);
        return found.map(({ sealed, message_id: id }) => openEnvelope(sealed, id, secret) ?? assert.fail('a letter that nobody can open'));
      };
      return {
        database,
        clock,
        letters,
        account: (email: string, role: Role, author?: string) => database.write((tx) => addModerator(tx, { email, role, author }, start)),
        comment: (differences: Partial<ReturnType<typeof aDraft>> = {}, status: 'held' | 'published' | 'spam' = 'held') => {
          sent += 1;
          const made = { html: '', verdict: { status, signals: [] }, intention: `intention ${sent}`, root: null, now: clock.now };
          return database.write((tx) => addComment(tx, aDraft(differences), made));
        },
        tell: () => tellModerators(database, house, clock.now),
        pass: (minutes: number) => void (clock.now = new Date(clock.now.getTime() + minutes * minute)),
        recipients: async () => (await letters()).map(({ to }) => to),
      };
    }

    it('a held comment makes one letter: how many wait, who wrote what under which post, and where to decide', async (test) => {
      const { account, comment, tell, letters } = await site(test);
      await account('owner@example.org', 'owner');
      assert.equal(await tell(), null);
      await comment({ name: 'Ada', text: 'A thought\non two lines.' });
      assert.deepEqual(await tell(), new Date(start.getTime() + 15 * minute));
      assert.deepEqual(await letters(), [
        {
          to: 'owner@example.org',
          subject: 'One comment waits for a moderator',
          text: [
            `One comment waits for a moderator:\n${siteUrl}/moderation/\n`,
            `Under ${siteUrl}/${marks}/\n> Ada:\n> A thought on two lines.\n`,
            'You get at most one such letter in a quarter of an hour. What visitors wrote is quoted as text, and nothing in it is a link.\n',
          ].join('\n'),
        },
      ]);
    });

    it('a flood makes one letter, and when the quarter of an hour is over one more, without another comment', async (test) => {
      const { account, comment, tell, pass, letters } = await site(test);
      await account('owner@example.org', 'owner');
      for (let count = 0; count < 60; count += 1) {
        await comment({ text: `Flood ${count}` });
        await tell();
        pass(0.2);
      }
      assert.equal((await letters()).length, 1);
      const next = await tell();
      assert.deepEqual(next, new Date(start.getTime() + 15 * minute));
      pass(15 - 12 - 0.01);
      await tell();
      assert.equal((await letters()).length, 1);
      pass(0.01);
      await tell();
      const [, second, ...more] = await letters();
      assert.deepEqual(more, []);
      assert.equal(second?.subject, '60 comments wait for a moderator');
      assert.deepEqual(
        [...(second?.text ?? '').matchAll(/^> Flood (\d+)$/gm)].map(([, number]) => Number(number)),
        [59, 58, 57, 56, 55],
      );
      pass(600);
      assert.equal(await tell(), null, 'what they were told of once is not told again');
      assert.equal((await letters()).length, 2);
    });

    it('what lies in the spam folder, was published, or was decided meanwhile makes no letter', async (test) => {
      const { database, clock, account, comment, tell, pass, letters } = await site(test);
      await account('owner@example.org', 'owner');
      await comment({}, 'spam');
      await comment({}, 'published');
      await tell();
      const decided = await comment();
      await decideOne(database, decided, 'approve', clock.now);
      await tell();
      assert.deepEqual(await letters(), []);
      await comment();
      await tell();
      const approved = await comment();
      await decideOne(database, approved, 'approve', clock.now);
      pass(15);
      assert.equal(await tell(), null);
      assert.equal((await letters()).length, 1);
    });

    it('an author is told of what waits under their own posts, a moderator of everything, nobody of what they were told', async (test) => {
      const { account, comment, tell, pass, letters, recipients } = await site(test);
      await account('mike@example.org', 'author', 'mike-moran');
      await account('ada@example.org', 'author', 'ada');
      await account('nobody@example.org', 'author');
      await account('moderator@example.org', 'moderator');
      await comment({ post: marks, text: 'Under the post of Mike.' });
      await tell();
      assert.deepEqual(await recipients(), ['mike@example.org', 'moderator@example.org']);
      await comment({ post: adas, text: 'Under the post of Ada.' });
      await tell();
      assert.deepEqual(await recipients(), ['mike@example.org', 'moderator@example.org', 'ada@example.org']);
      const toAda = (await letters())[2];
      assert.equal(toAda?.subject, 'One comment waits for a moderator');
      assert.doesNotMatch(toAda?.text ?? '', /Mike/);
      pass(15);
      await tell();
      assert.deepEqual((await recipients()).slice(3), ['moderator@example.org']);
    });

    it('a moderator who comes later is told of what waits already', async (test) => {
      const { account, comment, tell, letters } = await site(test);
      await comment();
      assert.equal(await tell(), null);
      await account('owner@example.org', 'owner');
      await tell();
      assert.equal((await letters()).length, 1);
    });

    it('two processes that notice at once write one letter', async (test) => {
      const { account, comment, tell, letters } = await site(test);
      await account('owner@example.org', 'owner');
      await comment();
      await Promise.all([tell(), tell(), tell()]);
      assert.equal((await letters()).length, 1);
    });

    it('that there is nothing to say to anybody is written down once, not looked for again and again', async (test) => {
      const { database, account, comment } = await site(test);
      await account('ada@example.org', 'author', 'ada');
      await comment({ post: marks });
      let writes = 0;
      const counting = { ...database, write: <T>(work: Parameters<typeof database.write<T>>[0]) => ((writes += 1), database.write(work)) };
      for (let round = 0; round < 5; round += 1) await tellModerators(counting, house, start);
      assert.equal(writes, 1);
    });
  });
}

describe('what visitors typed, in a letter to moderators', () => {
  it('is never more than the lines that are marked as theirs, whatever it was', async (test) => {
    const { database, close } = await emptyDatabase('sqlite');
    test.after(close);
    await database.write((tx) => addModerator(tx, { email: 'owner@example.org', role: 'owner' }, start));
    let now = start.getTime();
    const forged = fc.constantFrom(
      '\r\nBcc: evil@evil.example\r\n',
      '\n.\n',
      '\n\nhttps://evil.example/',
      `\n> Ada:\n> `,
      `${siteUrl}/moderation/`,
      '\n',
    );
    const typed = fc.array(fc.oneof(forged, wildText(6), fc.webUrl()), { maxLength: 40 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(typed, typed, async (name, text) => {
        now += 15 * minute;
        sent += 1;
        const made = { html: '', verdict: { status: 'held' as const, signals: [] }, intention: `wild ${sent}`, root: null, now: start };
        const stored = { name: name.toWellFormed().replaceAll('\0', ''), text: text.toWellFormed().replaceAll('\0', '') || '-' };
        const id = await database.write((tx) => addComment(tx, aDraft(stored), made));
        await tellModerators(database, house, new Date(now));
        await decideOne(database, id, 'trash', start);
        const row = (await storedLetters(database)).at(-1);
        const letter = openEnvelope(row?.sealed ?? '', row?.message_id ?? '', secret);
        assert.equal(letter?.subject, 'One comment waits for a moderator');
        const [head, links, empty, under, ...rest] = letter.text.split('\n');
        assert.deepEqual([head, links, empty, under], [`${letter.subject}:`, `${siteUrl}/moderation/`, '', `Under ${siteUrl}/${marks}/`]);
        assert.equal(rest.length, 5);
        assert.match(rest[0] ?? '', /^> .{0,64}:$/u);
        assert.match(rest[1] ?? '', /^> .{0,244}$/u);
        assert.doesNotMatch(`${rest[0]}\n${rest[1]}`, /:\/\/|[^.]\.\p{L}/u);
      }),
      { numRuns: 150 },
    );
  });
});
