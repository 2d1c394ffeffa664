import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DatabaseSync } from 'node:sqlite';
import { sqlitePath } from '../../../src/database/sqlite.ts';
import { startPostgres } from '../../support/databases.ts';
import { encode, encodings, readPage } from '../../support/form.ts';
import { aComment, commentId, discussion, essay, type Site, startSite } from '../../support/site.ts';
import { storedComments } from '../../support/stored.ts';
import { until } from '../../support/until.ts';

async function assertKept(answer: Response, fields: Record<string, string>): Promise<void> {
  assert.equal(answer.status, 503);
  assert.equal(answer.headers.get('retry-after'), '60');
  const page = readPage(await answer.text());
  assert.match(page.title, /^Error: /);
  assert.match(page.textOf('problems') ?? '', /There is a problem.*could not be stored just now\. It is kept below/s);
  for (const field of ['comment', 'name', 'email', 'website']) assert.equal(page.valueOf(field), fields[field]);
}

describe('a comment while another program holds the database', () => {
  let site: Site;
  let other: DatabaseSync;
  before(async () => {
    site = await startSite({ COMMENTS: 'open', LIMITS: 'off' });
    other = new DatabaseSync(sqlitePath(site.env['DATABASE_URL'] ?? ''));
  });
  after(async () => {
    other.close();
    await site.stop();
  });

  for (const encoding of encodings) {
    it(`is answered 503 with the text kept, and stored when it is sent again later (${encoding})`, async () => {
      const fields = aComment({ comment: 'Not\nnow?', website: 'https://example.org/' });
      other.exec('begin immediate');
      await assertKept(await site.post(discussion, encode(encoding, fields)), fields);
      assert.equal((await site.get(essay)).status, 200, 'reading goes on');
      assert.equal((await site.get(discussion)).status, 200, 'reading goes on');
      other.exec('rollback');
      assert.ok(!(await storedComments(site.env['DATABASE_URL'])).some(({ name }) => name === fields['name']));
      const answer = await site.post(discussion, encode(encoding, fields));
      assert.equal(answer.status, 303);
      assert.match(await (await site.get(essay)).text(), new RegExp(`id="comment-${commentId(answer)}"`));
    });
  }
});

describe('a site whose Postgres goes away', () => {
  let site: Site;
  let database: Awaited<ReturnType<typeof startPostgres>>;
  before(async () => {
    database = await startPostgres();
    site = await startSite({
      COMMENTS: 'open',
      LIMITS: 'off',
      DATABASE_URL: `postgres://postgres:password@127.0.0.1:${database.port}/postgres`,
    });
  });
  after(async () => {
    await site.stop();
    await database.postgres.stop();
  });

  it('keeps every page, says that comments are closed for the moment, keeps what is typed, and comes back by itself', async () => {
    const said = commentId(await site.post(discussion, aComment({ comment: 'Said before.' })));
    const before = await (await site.get(essay)).text();
    assert.match(before, /Said before\./);
    assert.match(before, /<form[^>]* data-discussion/);
    assert.equal((await site.get('/healthz')).status, 200);

    await database.postgres.stop();
    for (const encoding of encodings) {
      const fields = aComment({ comment: 'Into\nthe void.', website: 'https://example.org/' });
      await assertKept(await site.post(discussion, encode(encoding, fields)), fields);
    }
    const meanwhile = await site.get(essay);
    assert.equal(meanwhile.status, 200);
    const page = await meanwhile.text();
    assert.match(page, new RegExp(`id="comment-${said}"`), 'the last good page');
    assert.match(page, /Comments are closed for the moment/);
    assert.doesNotMatch(page, /<form[^>]* data-discussion/);
    const discussionPage = await site.get(discussion);
    assert.equal(discussionPage.status, 200);
    assert.match(await discussionPage.text(), /Comments are closed for the moment/);
    const health = await site.get('/healthz');
    assert.deepEqual([health.status, await health.json()], [503, { status: 'degraded', pages: 'ok', database: 'unavailable' }]);

    await database.postgres.start();
    await until('the site is well again', async () => (await site.get('/healthz')).status === 200);
    assert.match(await (await site.get(essay)).text(), /<form[^>]* method="post"/);
    const answer = await site.post(discussion, aComment({ comment: 'Said after.' }));
    assert.equal(answer.status, 303);
    const after = await (await site.get(essay)).text();
    for (const id of [said, commentId(answer)]) assert.match(after, new RegExp(`id="comment-${id}"`));
    assert.deepEqual(
      (await storedComments(site.env['DATABASE_URL'])).map(({ text }) => text),
      ['Said after.', 'Said before.'],
    );
  });
});
