import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { addComment } from '../../src/comments/comments.ts';
import { saveRules } from '../../src/moderation/rulebook.ts';
import { defaultRules } from '../../src/moderation/rules.ts';
import { flood } from '../../src/moderation/signals/rates.ts';
import { asksForWork, forgetSolutions, takeSolution } from '../../src/moderation/work.ts';
import { dialects, emptyDatabase, stopPostgres, type TestDatabase } from '../support/databases.ts';
import { aDraft } from '../support/drafts.ts';

const noon = new Date('2026-11-23T12:00:00Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
after(stopPostgres);

for (const dialect of dialects) {
  describe(`proof of work on ${dialect}`, () => {
    let store: TestDatabase;
    before(async () => {
      store = await emptyDatabase(dialect);
    });
    after(() => store.close());
    const take = (task: string, now = noon) => store.database.write((tx) => takeSolution(tx, { task, expires: later(60).getTime() }, now));

    it('takes each solution once, also when it comes twice at a time, and none that is over', async () => {
      assert.deepEqual((await Promise.all([take('a'), take('a'), take('b')])).sort(), [false, true, true]);
      assert.equal(await take('a'), false);
      assert.equal(await take('c', later(60)), false);
      assert.equal(await store.database.write((tx) => takeSolution(tx, null, noon)), false);
    });

    it('forgets solutions when nobody could use them again', async () => {
      assert.equal(await store.database.write((tx) => forgetSolutions(tx, later(59))), 0);
      assert.equal(await store.database.write((tx) => forgetSolutions(tx, later(60))), 2);
    });

    it('is asked for while a flood runs and the rules want it, and at no other time', async () => {
      const asks = (now = noon) => store.database.read((tables) => asksForWork(tables, 'open', now));
      const send = (number: number) =>
        store.database.write((tx) =>
          addComment(tx, aDraft(), {
            html: '',
            verdict: { status: 'held', signals: [] },
            intention: `flood ${number}`,
            root: null,
            now: noon,
          }),
        );
      for (let number = 1; number < flood; number += 1) await send(number);
      const rules = { ...defaultRules('open'), work: 'in-a-flood' as const };
      await store.database.write((tx) => saveRules(tx, rules, { basedOn: 0, by: { id: null, name: 'A test' }, now: noon }, 'open'));
      assert.equal(await asks(), false, 'no flood yet');
      await send(flood);
      assert.equal(await asks(), true);
      assert.equal(await asks(later(11)), false, 'it is over');
      await store.database.write((tx) =>
        saveRules(tx, { ...rules, work: 'off' }, { basedOn: 1, by: { id: null, name: 'A test' }, now: noon }, 'open'),
      );
      assert.equal(await asks(), false, 'the rules do not want it');
    });
  });
}
