/** The pages of a discussion, read from every database the site can have. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { addComment } from '../../src/comments/comments.ts';
import { discussionUnder, pin } from '../../src/comments/discussions.ts';
import { partOf } from '../../src/comments/part.ts';
import { addressOf, type Part, threadPage, type ThreadPage } from '../../src/comments/thread.ts';
import { site } from '../../src/site/site.ts';
import { branchesOf } from '../support/branches.ts';
import { dialects, emptyDatabase, stopPostgres, type TestDatabase } from '../support/databases.ts';
import { decideOne } from '../support/decided.ts';
import { aDraft } from '../support/drafts.ts';

const { threadsPerPage, repliesPerThread } = site.discussion;
const now = new Date('2026-11-23T12:00:00Z');
after(stopPostgres);

/** Comments in the order in which they were written; each begins a thread or answers an earlier one. */
const discussions = fc.array(
  fc.record({ answers: fc.option(fc.nat(), { freq: 2 }), status: fc.constantFrom('published', 'published', 'held', 'deleted') }),
  { minLength: 1, maxLength: 140 },
);
type Written = { answers: number | null; status: string };

for (const dialect of dialects) {
  describe(`a discussion on ${dialect}`, () => {
    let store: TestDatabase;
    let posts = 0;
    before(async () => {
      store = await emptyDatabase(dialect);
    });
    after(() => store.close());

    /** Stores a discussion under a post of its own. */
    async function write(comments: readonly Written[]): Promise<{ post: string; published: number[] }> {
      posts += 1;
      const post = `2026/11/post-${posts}`;
      const stored = await store.database.write(async (tx) => {
        const made: { id: number; root: number | null; status: string }[] = [];
        for (const { answers, status } of comments) {
          const parent = answers === null ? undefined : made[answers % Math.max(1, made.length)];
          const root = parent ? (parent.root ?? parent.id) : null;
          const id = await addComment(tx, aDraft({ post, parent: parent?.id ?? null }), {
            html: '<p>A thought.</p>',
            verdict: { status: status === 'published' ? 'published' : 'held', signals: [] },
            intention: `${post} ${made.length}`,
            root,
            now,
          });
          made.push({ id, root, status });
        }
        return made;
      });
      for (const { id } of stored.filter(({ status }) => status === 'deleted')) await decideOne(store.database, id, 'trash', now);
      return { post, published: stored.filter(({ status }) => status === 'published').map(({ id }) => id) };
    }

    it('shows a pinned thread first on its first page, once, and every other where it was', async () => {
      const { post, published } = await write(
        Array.from({ length: threadsPerPage * 2 + 3 }, () => ({ answers: null, status: 'published' })),
      );
      const last = published.at(-1) ?? 0;
      const others = published.slice(0, -1);
      assert.equal(await store.database.write((tx) => pin(tx, post, last)), true);
      const { pages, ids } = await readAll(post);
      assert.deepEqual(ids, [last, ...others]);
      assert.deepEqual(
        pages.map(({ pinned }) => pinned),
        [last, last, last],
      );
      const back = await read(post, { until: pages[1]?.threads[0]?.id });
      assert.deepEqual(idsOf(back), idsOf(pages[0]));
      for (const id of published) {
        const address = new URL(await store.database.read((tables) => addressOf(tables, post, id)), 'https://example.org');
        assert.ok(idsOf(await read(post, partOf(address.searchParams)))?.includes(id), `${id} is not at ${address.href}`);
      }
      await store.database.write((tx) => pin(tx, post, null));
      assert.deepEqual((await readAll(post)).ids, published);
    });

    it('pins nothing that readers do not see, that answers another comment or that is elsewhere', async () => {
      const held = await write([{ answers: null, status: 'held' }]);
      const answered = await write([
        { answers: null, status: 'published' },
        { answers: 0, status: 'published' },
      ]);
      const [first = 0, reply = 0] = answered.published;
      const pinning = (post: string, id: number) => store.database.write((tx) => pin(tx, post, id));
      assert.equal(await pinning(answered.post, reply), false);
      assert.equal(await pinning(held.post, first), false);
      assert.equal(await pinning(answered.post, 1_000_000), false);
      assert.equal((await store.database.read((tables) => discussionUnder(tables, answered.post))).pinned, null);
      assert.equal(await pinning(answered.post, first), true);
      await decideOne(store.database, first, 'spam', now);
      assert.equal((await read(answered.post)).pinned, undefined, 'what readers do not see stands nowhere first');
    });

    const idsOf = (page: ThreadPage | undefined) => page?.threads.map(({ id }) => id);

    const read = (post: string, part?: Part): Promise<ThreadPage> => store.database.read((tables) => threadPage(tables, post, part));

    /** Every page of a discussion, by its links alone: on to the next, and into what a thread does not show at once. */
    async function readAll(post: string): Promise<{ pages: ThreadPage[]; ids: number[] }> {
      const pages: ThreadPage[] = [];
      const ids: number[] = [];
      for (let part: Part | null = {}; part;) {
        const page: ThreadPage = await read(post, part);
        pages.push(page);
        for (const thread of page.threads) {
          ids.push(...shownIn(thread));
          for (let more = thread.more; more;) {
            const [rest] = (await read(post, { thread: { root: thread.id, after: more.after } })).threads;
            assert.ok(rest);
            ids.push(...shownIn(rest).filter((id) => id !== thread.id));
            more = rest.more;
          }
        }
        part = page.next === undefined ? null : { from: page.next };
      }
      return { pages, ids };
    }

    it('shows every published comment exactly once, over all its pages', async () => {
      await fc.assert(
        fc.asyncProperty(discussions, async (comments) => {
          const { post, published } = await write(comments);
          const { pages, ids } = await readAll(post);
          assert.deepEqual(ids.toSorted(byNumber), published);
          for (const { count, threads } of pages) {
            assert.equal(count, published.length);
            assert.ok(threads.length <= threadsPerPage);
          }
        }),
        { numRuns: 12 },
      );
    });

    it('can be read backwards, page by page', async () => {
      const { post } = await write(Array.from({ length: threadsPerPage * 2 + 5 }, () => ({ answers: null, status: 'published' })));
      const { pages } = await readAll(post);
      assert.equal(pages.length, 3);
      const heads = (page: ThreadPage) => page.threads.map(({ id }) => id);
      const second = await read(post, { until: pages[2]?.previous });
      assert.deepEqual(heads(second), heads(pages[1] ?? second));
      const first = await read(post, { until: second.previous });
      assert.deepEqual(heads(first), heads(pages[0] ?? first));
      assert.deepEqual([first.previous, first.next, pages[2]?.next], [undefined, second.threads[0]?.id, undefined]);
    });

    it('says how many replies a long thread has beyond those it shows', async () => {
      const { post } = await write([
        { answers: null, status: 'published' },
        ...Array.from({ length: repliesPerThread + 7 }, () => ({ answers: 0, status: 'published' })),
      ]);
      const [thread] = (await read(post)).threads;
      assert.ok(thread?.more);
      assert.equal(shownIn(thread).length, 1 + repliesPerThread);
      assert.equal(thread.more.count, 7);
      const [rest] = (await read(post, { thread: { root: thread.id, after: thread.more.after } })).threads;
      assert.deepEqual([rest?.replies.length, rest?.more], [7, undefined]);
    });

    it('has an address for every comment at which that comment is', async () => {
      await fc.assert(
        fc.asyncProperty(discussions, async (comments) => {
          const { post, published } = await write(comments);
          for (const id of published) {
            const address = new URL(await store.database.read((tables) => addressOf(tables, post, id)), 'https://example.org');
            assert.deepEqual([address.pathname, address.hash], [`/${post}/comments/`, `#comment-${id}`]);
            const { threads } = await read(post, partOf(address.searchParams));
            assert.ok(threads.flatMap(shownIn).includes(id), `${id} is not at ${address.href}`);
          }
        }),
        { numRuns: 4 },
      );
    });

    it('has such an address also for the last reply of a long thread', async () => {
      const { post, published } = await write([
        { answers: null, status: 'published' },
        ...Array.from({ length: repliesPerThread * 2 + 1 }, (_, index) => ({ answers: index, status: 'published' })),
      ]);
      for (const place of [1, repliesPerThread, repliesPerThread + 1, repliesPerThread * 2, repliesPerThread * 2 + 1]) {
        const id = published[place] ?? 0;
        const address = new URL(await store.database.read((tables) => addressOf(tables, post, id)), 'https://example.org');
        assert.ok(
          (await read(post, partOf(address.searchParams))).threads.flatMap(shownIn).includes(id),
          `the ${place}th at ${address.href}`,
        );
      }
    });

    it('is shown from its beginning for an address that makes no sense', async () => {
      const { post, published } = await write([{ answers: null, status: 'published' }]);
      for (const query of ['from=x', 'from=-1', 'from=1e3', 'until=', 'thread=0', 'from=99999999999999999999']) {
        const { threads } = await read(post, partOf(new URLSearchParams(query)));
        assert.deepEqual(threads.flatMap(shownIn), published, query);
      }
    });

    it('shows nothing of another post’s thread', async () => {
      const { published } = await write([
        { answers: null, status: 'published' },
        { answers: 0, status: 'published' },
      ]);
      const { post } = await write([{ answers: null, status: 'published' }]);
      const page = await read(post, { thread: { root: published[0] ?? 0, after: 0 } });
      assert.deepEqual(page.threads.flatMap(shownIn), []);
    });
  });
}

function shownIn(thread: ThreadPage['threads'][number]): number[] {
  return branchesOf(thread).flatMap(({ branch }) => (branch.comment ? [branch.comment.id] : []));
}

function byNumber(a: number, b: number): number {
  return a - b;
}
