/** What is learnt of decisions, on every database the site can have. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { addComment } from '../../src/comments/comments.ts';
import { openDatabase } from '../../src/database/open.ts';
import { neutral } from '../../src/moderation/classifier.ts';
import type { Decision } from '../../src/moderation/decide.ts';
import { weigh } from '../../src/moderation/lessons.ts';
import { dialects, emptyDatabase, stopPostgres, type TestDatabase } from '../support/databases.ts';
import { decideOne } from '../support/decided.ts';
import { aDraft } from '../support/drafts.ts';

const noon = new Date('2026-11-23T12:00:00Z');
const spam = (number: number) => `Cheap watches for you, the ${number}th offer: https://watches.example/${number}`;
const ham = (number: number) => `In chapter ${number} the essay made me think of my own negotiations.`;
after(stopPostgres);

for (const dialect of dialects) {
  describe(`what is learnt of decisions on ${dialect}`, () => {
    let store: TestDatabase;
    before(async () => {
      store = await emptyDatabase(dialect);
    });
    after(() => store.close());

    let sent = 0;
    const send = (text: string, status: 'held' | 'published' = 'held') =>
      store.database.write((tx) => {
        sent += 1;
        const verdict = { status, signals: [{ name: 'test', weight: 0, words: 'A test says so.' }] };
        return addComment(tx, aDraft({ text }), { html: text, verdict, intention: `${sent}`, root: null, now: noon });
      });
    const decided = (id: number, ...decisions: Decision[]) =>
      decisions.reduce<Promise<unknown>>(
        (done, decision) => done.then(() => decideOne(store.database, id, decision, noon)),
        Promise.resolve(),
      );
    const likeness = (text = spam(0)) => store.database.read((tables) => weigh(tables, aDraft({ text })));

    it('is nothing before there were any', async () => {
      assert.equal(await likeness(), neutral);
    });

    it('tells spam from ham after twelve of each', async () => {
      for (let number = 1; number <= 12; number += 1) {
        await decided(await send(spam(number)), 'spam');
        await decided(await send(ham(number)), 'approve');
      }
      assert.ok((await likeness()) > 0.85, String(await likeness()));
      assert.ok((await likeness(ham(0))) < 0.15, String(await likeness(ham(0))));
    });

    it('is still known after a restart', async () => {
      const before = await likeness();
      const again = await openDatabase(store.url);
      try {
        assert.equal(await again.read((tables) => weigh(tables, aDraft({ text: spam(0) }))), before);
      } finally {
        await again.close();
      }
    });

    it('is learnt once, however often it is decided', async () => {
      const id = await send('Something about neither.');
      await decided(id, 'spam');
      const once = await likeness('Something about neither.');
      await decided(id, 'spam', 'spam');
      assert.equal(await likeness('Something about neither.'), once);
      await decided(id, 'restore');
    });

    it('is taken back with the decision, exactly, and learnt again when that is taken back too', async () => {
      const text = 'A comment somebody changes their mind about.';
      const untaught = await likeness(text);
      const id = await send(text);
      await decided(id, 'spam');
      const asSpam = await likeness(text);
      assert.ok(asSpam > untaught);
      await decided(id, 'restore');
      assert.equal(await likeness(text), untaught);
      await decided(id, 'restore');
      assert.equal(await likeness(text), asSpam);
      await decided(id, 'approve');
      const asHam = await likeness(text);
      assert.ok(asHam < untaught);
      await decided(id, 'restore');
      assert.equal(await likeness(text), asSpam);
      await decided(id, 'restore', 'approve', 'restore', 'restore', 'spam', 'restore');
      assert.equal(await likeness(text), asHam);
    });

    it('is nothing of deleting, which leaves what was learnt before', async () => {
      const text = 'A comment that is taken away for what is in it.';
      const untaught = await likeness(text);
      const id = await send(text);
      await decided(id, 'trash');
      assert.equal(await likeness(text), untaught);
      await decided(id, 'restore', 'approve');
      const asHam = await likeness(text);
      assert.notEqual(asHam, untaught);
      await decided(id, 'trash');
      assert.equal(await likeness(text), asHam);
      await decided(id, 'restore');
      assert.equal(await likeness(text), asHam);
    });

    it('includes a comment approved that was published already, and leaves it published when that is taken back', async () => {
      const text = 'A comment that appeared at once.';
      const untaught = await likeness(text);
      const id = await send(text, 'published');
      assert.equal(await decideOne(store.database, id, 'approve', noon), 'published');
      assert.ok((await likeness(text)) < untaught);
      assert.equal(await decideOne(store.database, id, 'restore', noon), 'published');
      assert.equal(await likeness(text), untaught);
    });
  });
}
