import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { dialects, emptyPostgres, stopPostgres } from '../support/databases.ts';
import { aComment, afterword, commentId, discussion, essay, startSite } from '../support/site.ts';
import { until } from '../support/until.ts';

after(stopPostgres);

const shows = (id: number) => new RegExp(`id="comment-${id}"`);

for (const dialect of dialects) {
  describe(`two processes over ${dialect}`, () => {
    it('a decision on the command line is seen by readers of the running site within a second', async (test) => {
      const site = await startSite(dialect === 'postgres' ? { DATABASE_URL: (await emptyPostgres()).url } : {});
      test.after(() => site.stop());
      const id = commentId(await site.post(discussion, aComment()));
      const page = async () => (await site.get(essay)).text();
      assert.doesNotMatch(await page(), shows(id));
      for (const [decision, visible] of [
        ['approve', true],
        ['spam', false],
        ['restore', true],
        ['delete', false],
      ] as const) {
        assert.equal((await afterword(site.env, 'comments', decision, String(id))).code, 0);
        const took = await until(`${decision} is seen`, async () => shows(id).test(await page()) === visible);
        assert.ok(took < 1_000, `${decision} was seen after ${took} ms`);
      }
    });
  });
}

describe('two servers over one Postgres', () => {
  it('see each other’s comments within a second, and store a comment sent to both once', async (test) => {
    const { url } = await emptyPostgres();
    const settings = { COMMENTS: 'open', LIMITS: 'off', DATABASE_URL: url };
    // Started together, on an empty database: one of them makes the tables.
    const sites = await Promise.all([startSite(settings), startSite(settings)]);
    test.after(() => Promise.all(sites.map((site) => site.stop())));
    const [one, two] = sites;
    for (const [writer, reader] of [
      [one, two],
      [two, one],
    ] as const) {
      await reader.get(essay);
      const id = commentId(await writer.post(discussion, aComment()));
      assert.match(await (await writer.get(essay)).text(), shows(id), 'the one that took it shows it at once');
      const took = await until('the other one shows it', async () => shows(id).test(await (await reader.get(essay)).text()));
      assert.ok(took < 1_000, `${took} ms`);
    }
    const fields = aComment();
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => (sites[index % 2] ?? one).post(discussion, fields)));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([303]));
    assert.equal(new Set(answers.map(commentId)).size, 1);
  });
});
