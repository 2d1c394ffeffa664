/** Whatever moderators do can be taken back, exactly, and never behind somebody's back; on every database the site can have. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { addComment } from '../../src/comments/comments.ts';
import { renderComment } from '../../src/comments/render.ts';
import type { CommentStatus } from '../../src/database/database.ts';
import { decide, type Decision, decisions } from '../../src/moderation/decide.ts';
import { edit } from '../../src/moderation/edit.ts';
import { forgetDeleted, restorableDays } from '../../src/moderation/forget.ts';
import { findModerated } from '../../src/moderation/moderated.ts';
import { reply } from '../../src/moderation/reply.ts';
import { undo } from '../../src/moderation/undo.ts';
import { dialects, emptyDatabase, stopPostgres, type TestDatabase } from '../support/databases.ts';
import { aDraft } from '../support/drafts.ts';

after(stopPostgres);

const now = new Date('2026-11-23T12:00:00Z');
const [ada, ben] = ['Ada', 'Ben'].map((name) => ({ by: { id: null, name }, now, posts: null }));
assert.ok(ada && ben);
const replier = { name: 'Ada', author: 'mike-moran', email: 'ada@example.org' };
const texts = ['Cheap watches at https://watches.example today', 'I thought of chapter three.', 'Neither here nor there.'];

for (const dialect of dialects) {
  describe(`undo on ${dialect}`, () => {
    let store: TestDatabase;
    before(async () => {
      store = await emptyDatabase(dialect);
    });
    after(() => store.close());

    let sent = 0;
    const send = (status: 'held' | 'published' | 'spam' = 'held', fields: { text?: string; wave?: string; intention?: string } = {}) =>
      store.database.write((tx) => {
        sent += 1;
        const { text = `${texts[sent % texts.length]} ${sent}`, wave = null, intention = `${sent}` } = fields;
        const verdict = { status, signals: [] };
        return addComment(tx, aDraft({ text, post: '2026/11/a' }), {
          html: renderComment(text),
          verdict,
          intention,
          root: null,
          wave,
          now,
        });
      });
    /** Everything undo has to bring back. */
    const everything = () =>
      store.database.read(async (tables) => {
        const comments = await sql`select id, status, name, website, text, html, edited, decided from comments order by id`.execute(tables);
        const evidence = await sql`select * from evidence where spam <> 0 or ham <> 0 or weight <> 0 order by bucket`.execute(tables);
        const lessons = await sql`select * from lessons order by comment`.execute(tables);
        const tallies = await sql`select * from tallies order by status, post`.execute(tables);
        const folds = await sql`select * from folds order by status, wave`.execute(tables);
        return [comments.rows, evidence.rows, lessons.rows, tallies.rows, folds.rows];
      });
    const seen = async (id: number) => {
      const comment = await store.database.read((tables) => findModerated(tables, id));
      assert.ok(comment);
      return comment;
    };
    const one = async (decision: Decision, id: number, who = ada) => {
      const { batch } = await decide(store.database, decision, [{ id }], who);
      assert.ok(batch);
      return batch;
    };
    const status = async (id: number): Promise<CommentStatus> => (await seen(id)).status;

    it('of anything that was done, in reverse order, restores statuses, words and what the classifier knows, exactly; and so does redoing', async () => {
      const step = fc.record({
        what: fc.constantFrom(...decisions, 'edit' as const),
        who: fc.constantFrom(ada, ben),
        which: fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 5 }),
        text: fc.constantFrom(...texts),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 7 }), async (steps) => {
          const ids: number[] = [];
          for (const begun of ['held', 'held', 'published', 'spam', 'held', 'published', 'spam', 'held'] as const)
            ids.push(await send(begun));
          const stages = [await everything()];
          const batches: string[] = [];
          for (const { what, who, which, text } of steps) {
            const chosen = which.flatMap((place) => ids[place] ?? []);
            if (what === 'edit') {
              const { id, version } = await seen(chosen[0] ?? 0);
              const edited = await edit(store.database, { id, version }, { comment: text, name: 'Ada', website: '' }, who);
              if (edited.kind === 'edited') batches.push(edited.batch);
              else continue;
            } else {
              const { batch } = await decide(
                store.database,
                what,
                chosen.map((id) => ({ id })),
                who,
              );
              if (batch) batches.push(batch);
              else continue;
            }
            stages.push(await everything());
          }
          const redo: string[] = [];
          for (const [place, batch] of [...batches.entries()].toReversed()) {
            const undone = await undo(store.database, batch, ada);
            assert.deepEqual(await everything(), stages[place], `after taking back the ${place + 1}th of ${batches.length}`);
            redo.push(undone?.batch ?? 'nothing');
          }
          for (const [place, batch] of redo.toReversed().entries()) {
            assert.equal((await undo(store.database, batch, ben))?.action, 'undo');
            assert.deepEqual(await everything(), stages[place + 1]);
          }
        }),
        { numRuns: dialect === 'sqlite' ? 40 : 10 },
      );
    });

    it('of an older decision leaves what was learnt since, whoever taught it', async () => {
      const [first, second] = [await send(), await send()];
      const before = await everything();
      const batch = await one('spam', first);
      const other = await one('approve', second, ben);
      await undo(store.database, batch, ada);
      await undo(store.database, other, ben);
      assert.deepEqual(await everything(), before);
    });

    it('says what somebody else changed meanwhile, and leaves it as it is', async () => {
      const [first, second] = [await send(), await send()];
      const { batch } = await decide(store.database, 'approve', [{ id: first }, { id: second }], ada);
      await one('trash', second, ben);
      const undone = await undo(store.database, batch ?? '', ada);
      assert.deepEqual([await status(first), await status(second)], ['held', 'deleted']);
      assert.deepEqual(undone?.comments, [first]);
      assert.deepEqual(
        undone?.meanwhile.map(({ comment, by, action, at }) => ({ comment, by, action, at })),
        [{ comment: second, by: 'Ben', action: 'trash', at: now }],
      );
    });

    it('works once, and again after the later decision was taken back', async () => {
      const id = await send();
      const [first, second] = [await one('approve', id), await one('spam', id, ben)];
      assert.equal((await undo(store.database, first, ada))?.batch, null);
      assert.ok((await undo(store.database, second, ben))?.batch);
      assert.equal(await undo(store.database, second, ben), null);
      assert.ok((await undo(store.database, first, ada))?.batch);
      assert.equal(await status(id), 'held');
    });

    it('of a later decision may not be redone once an earlier one was taken back: that stands in the way', async () => {
      const id = await send();
      const [first, second] = [await one('approve', id), await one('trash', id)];
      const redo = (await undo(store.database, second, ada))?.batch ?? '';
      await undo(store.database, first, ben);
      assert.equal((await undo(store.database, redo, ada))?.batch, null);
      assert.equal(await status(id), 'held');
    });

    it('takes a reply away, and makes what it approved wait again', async () => {
      const id = await send();
      const before = await seen(id);
      const replied = await reply(store.database, before, 'Thank *you*.', replier, (words) => `reply ${words}`, ada);
      assert.ok(replied.kind === 'published' && replied.approved);
      assert.deepEqual([await status(id), await status(replied.id)], ['published', 'published']);
      assert.equal((await seen(replied.id)).author, 'mike-moran');
      assert.equal((await seen(replied.id)).parent, id);
      const again = await reply(store.database, before, 'Thank *you*.', replier, (words) => `reply ${words}`, ada);
      assert.deepEqual(again, { kind: 'again', id: replied.id });
      assert.deepEqual(
        (await undo(store.database, replied.batch, ada))?.comments.toSorted((a, b) => a - b),
        [id, replied.id],
      );
      assert.deepEqual([await status(id), await status(replied.id)], ['held', 'deleted']);
    });

    it('does not bring back what was sent again meanwhile', async () => {
      const id = await send('held', { text: 'Twice.', intention: 'twice' });
      const batch = await one('trash', id);
      const other = await send('held', { text: 'Twice.', intention: 'twice' });
      assert.deepEqual((await undo(store.database, batch, ada))?.again, [{ id, other }]);
      assert.deepEqual((await decide(store.database, 'approve', [{ id }], ada)).again, [{ id, other }]);
      assert.deepEqual([await status(id), await status(other)], ['deleted', 'held']);
    });

    it('is over after thirty days, and then the log has forgotten the words an edit replaced', async () => {
      const id = await send('published', { text: 'Words to be forgotten.' });
      const { version } = await seen(id);
      const edited = await edit(store.database, { id, version }, { comment: 'Better words.', name: 'Ada', website: '' }, ada);
      assert.ok(edited.kind === 'edited');
      const words = () =>
        store.database.read(async (tables) =>
          JSON.stringify((await sql`select * from decisions where comment = ${id}`.execute(tables)).rows),
        );
      const forget = (days: number) => store.database.write((tx) => forgetDeleted(tx, new Date(now.getTime() + days * 86_400_000 - 1)));
      await forget(restorableDays);
      assert.match(await words(), /Words to be forgotten/);
      await forget(restorableDays + 1);
      assert.doesNotMatch(await words(), /words/i);
      assert.match(await words(), /"action":"edit"/);
      assert.equal(await undo(store.database, edited.batch, ada), null);
    });
  });

  describe(`two moderators at once on ${dialect}`, () => {
    let store: TestDatabase;
    before(async () => {
      store = await emptyDatabase(dialect);
    });
    after(() => store.close());

    it('never undo each other unseen: one decides, the other is told who did what and when', async () => {
      const id = await store.database.write((tx) =>
        addComment(tx, aDraft(), { html: '', verdict: { status: 'held', signals: [] }, intention: 'x', root: null, now }),
      );
      const wanted = [{ id, version: 0 }];
      const outcomes = await Promise.all([decide(store.database, 'approve', wanted, ada), decide(store.database, 'spam', wanted, ben)]);
      const won = outcomes.filter(({ changed }) => changed.length === 1);
      const lost = outcomes.filter(({ meanwhile }) => meanwhile.length === 1);
      assert.deepEqual([won.length, lost.length], [1, 1]);
      const first = won[0]?.changed[0]?.status === 'published' ? { by: 'Ada', action: 'approve' } : { by: 'Ben', action: 'spam' };
      assert.deepEqual(
        lost[0]?.meanwhile.map(({ by, action }) => ({ by, action })),
        [first],
      );
      const later = await edit(store.database, { id, version: 0 }, { comment: 'Other words.', name: 'Ada', website: '' }, ben);
      assert.ok(later.kind === 'meanwhile' && later.deed?.by === first.by);
    });

    it('decide nothing elsewhere than under their own posts', async () => {
      const id = await store.database.write((tx) =>
        addComment(tx, aDraft(), { html: '', verdict: { status: 'held', signals: [] }, intention: 'y', root: null, now }),
      );
      const author = { ...ada, posts: ['2026/11/another'] };
      assert.deepEqual((await decide(store.database, 'approve', [{ id }], author)).missing, [id]);
      assert.deepEqual(await edit(store.database, { id, version: 0 }, { comment: 'Mine.', name: 'A', website: '' }, author), {
        kind: 'missing',
      });
      assert.deepEqual(await reply(store.database, { id, version: 0 }, 'Mine.', replier, (words) => words, author), { kind: 'missing' });
      const { batch } = await decide(store.database, 'approve', [{ id }], ben);
      assert.equal(await undo(store.database, batch ?? '', author), null);
      assert.equal((await store.database.read((tables) => findModerated(tables, id)))?.status, 'published');
    });
  });
}
