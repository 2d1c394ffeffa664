import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { type Changes, type Database, DatabaseUnavailable } from '../../src/database/database.ts';
import { touch } from '../../src/database/revisions.ts';
import { Live } from '../../src/server/live.ts';
import { Body } from '../../src/server/reply.ts';
import { dialects, emptyDatabase, stopPostgres, type TestDatabase } from '../support/databases.ts';
import { until } from '../support/until.ts';

after(stopPostgres);

const page = (...names: string[]) =>
  new Body(Buffer.from(`<p>${names.map((name) => `<!--region:${name}-->built ${name}<!--/region-->`).join('|')}</p>`), true);

for (const dialect of dialects) {
  describe(`live regions over ${dialect}`, () => {
    let test: TestDatabase;
    let changes: Changes;
    let rendered: string[];
    let clock: number;
    let day: string;
    let broken: boolean;
    let live: Live;

    before(async () => {
      test = await emptyDatabase(dialect);
    });
    after(() => test.close());
    afterEach(() => changes.close());
    beforeEach(async () => {
      changes = await test.database.watch();
      rendered = [];
      clock = 0;
      day = '2026-11-23';
      broken = false;
      const database: Database = {
        ...test.database,
        read: (work) => (broken ? Promise.reject(new DatabaseUnavailable('gone')) : test.database.read(work)),
      };
      live = new Live({
        database,
        changes,
        now: () => clock,
        today: () => day,
        render: async (name, current) => {
          rendered.push(name);
          return current ? `${name} (${rendered.length})` : `${name} without`;
        },
      });
    });

    const text = async (built: Body) => (await live.page(built)).bytes.toString();
    const change = async (post: string) => {
      await test.database.write((tx) => touch(tx, post));
      await live.refresh(true);
    };

    it('are rendered once, and again only when what they show changed', async () => {
      const one = page('thread:a');
      const two = page('thread:b');
      for (let visit = 0; visit < 3; visit += 1) {
        assert.equal(await text(one), '<p>thread:a (1)</p>');
        assert.equal(await text(two), '<p>thread:b (2)</p>');
      }
      await change('a');
      assert.equal(await text(one), '<p>thread:a (3)</p>');
      assert.equal(await text(two), '<p>thread:b (2)</p>');
      assert.deepEqual(rendered, ['thread:a', 'thread:b', 'thread:a']);
    });

    it('are rendered once for all who ask at the same time, and for all pages that hold them', async () => {
      await live.refresh(true);
      const pages = [page('count:a'), page('count:a', 'thread:a'), page('thread:a')];
      const bodies = await Promise.all(Array.from({ length: 60 }, (_, visit) => live.page(pages[visit % 3] ?? page())));
      assert.deepEqual([...rendered].sort(), ['count:a', 'thread:a']);
      await change('a');
      await Promise.all([...pages, ...pages].map(text));
      assert.deepEqual([...rendered].sort(), ['count:a', 'count:a', 'thread:a', 'thread:a']);
      assert.equal(new Set(bodies).size, 3, 'one body for each page');
    });

    it('leave a page the same object, with its ETag and its compressed forms, while nothing changed', async () => {
      const built = page('thread:a');
      const first = await live.page(built);
      await change('elsewhere');
      assert.equal(await live.page(built), first);
      await change('a');
      const second = await live.page(built);
      assert.notEqual(second.etag('br'), first.etag('br'));
    });

    it('keep their version when they are rendered again to the same bytes', async () => {
      const steady = new Live({ database: test.database, changes, render: async () => 'the same' });
      const built = page('thread:a');
      const first = await steady.page(built);
      await test.database.write((tx) => touch(tx, 'a'));
      await steady.refresh(true);
      assert.equal(await steady.page(built), first);
    });

    it('notice what another process committed', async () => {
      const built = page('thread:a');
      const before = await text(built);
      await test.database.write((tx) => touch(tx, 'a'));
      const took = await until('the page shows it', async () => (await text(built)) !== before);
      assert.ok(took < 1_000, `${took} ms`);
    });

    it('render a form again when its discussion was settled, when rules were saved and at the turn of a day, and not otherwise', async () => {
      const built = page('respond:a', 'respond:b');
      assert.equal(await text(built), '<p>respond:a (1)|respond:b (2)</p>');
      await change('a');
      assert.equal(await text(built), '<p>respond:a (1)|respond:b (2)</p>', 'a comment closes nothing');
      await change('respond:a');
      assert.equal(await text(built), '<p>respond:a (3)|respond:b (2)</p>');
      await change('rules');
      assert.equal(await text(built), '<p>respond:a (4)|respond:b (5)</p>');
      day = '2026-11-24';
      assert.equal(await text(built), '<p>respond:a (6)|respond:b (7)</p>');
    });

    it('let the strip lag ten minutes and no longer', async () => {
      const built = page('trending');
      assert.equal(await text(built), '<p>trending (1)</p>');
      clock = 10 * 60 * 1_000 - 1;
      assert.equal(await text(built), '<p>trending (1)</p>');
      clock += 1;
      assert.equal(await text(built), '<p>trending (2)</p>');
    });

    it('stay as they last were while the database is away, but the form says so, and both come back', async () => {
      const built = page('thread:a', 'respond:a');
      assert.equal(await text(built), '<p>thread:a (1)|respond:a (2)</p>');
      broken = true;
      await live.refresh(true);
      assert.equal(live.database, null);
      assert.equal(await text(built), '<p>thread:a (1)|respond:a without</p>');
      assert.equal(await text(page('thread:new')), '<p>built thread:new</p>', 'never rendered: as it was built');
      broken = false;
      assert.equal(await text(built), '<p>thread:a (1)|respond:a without</p>', 'it is not asked at every visit');
      clock = 1_001;
      assert.match(await text(built), /<p>thread:a \(\d\)\|respond:a \(\d\)<\/p>/);
    });

    it('leave a page without regions as it is', async () => {
      const built = new Body(Buffer.from('<p>plain</p>'), true);
      assert.equal(await live.page(built), built);
    });
  });
}

it('a region that cannot be rendered is shown as it was built, and the page is served', async () => {
  const live = new Live({
    database: null,
    changes: null,
    render: async () => {
      throw new Error('broken');
    },
  });
  assert.equal((await live.page(page('respond:a'))).bytes.toString(), '<p>built respond:a</p>');
});
