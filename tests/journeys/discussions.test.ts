/** Discussions over HTTP: closed and reopened by hand, seen at once on built pages. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { pin } from '../../src/comments/discussions.ts';
import { openDatabase } from '../../src/database/open.ts';
import { readPage } from '../support/form.ts';
import { signIn, type SignedInBrowser } from '../support/moderator.ts';
import { aComment, commentId, discussion, essay, type Site, startSite } from '../support/site.ts';
import { until } from '../support/until.ts';

const discussions = '/moderation/discussions/';
const post = essay.slice(1, -1);

describe('the page of discussions', () => {
  let site: Site;
  let moderator: SignedInBrowser;
  before(async () => {
    site = await startSite({ COMMENTS: 'open', LIMITS: 'off' });
    moderator = await signIn(site, 'moderator');
  });
  after(() => site.stop());

  const seen = async (by = moderator) => {
    const html = await (await by.get(discussions)).text();
    return new RegExp(`name="post" value="${post}"[^>]*>\\s*<input type="hidden" name="seen" value="([^"]*)"`).exec(html)?.[1] ?? 'missing';
  };
  const settle = async (action: string, by = moderator, differences: Record<string, string> = {}) =>
    by.post(discussions, { action, post, seen: await seen(), ...differences });
  const isClosed = async () => /a moderator closed this discussion on/.test(await (await site.get(essay)).text());

  it('is nobody’s without signing in, and nothing is done for a form without its token', async () => {
    assert.equal((await site.get(discussions)).status, 303);
    assert.equal((await site.post(discussions, { action: 'close', post, seen: '' })).status, 303);
    assert.equal((await site.post(discussions, { action: 'close', post, seen: await seen() }, { cookie: moderator.cookie })).status, 403);
    assert.equal(await isClosed(), false);
  });

  it('closes one: readers are told on the built page within a second, POSTs get 403, what was said stays', async () => {
    await site.post(discussion, aComment({ comment: 'Said before.' }));
    const answer = await settle('close');
    assert.equal(answer.headers.get('location'), `${discussions}?done=close`);
    assert.ok((await until('the page says so', isClosed)) < 1_000);
    const refused = await site.post(discussion, aComment({ comment: 'Too late?' }));
    const page = await refused.text();
    assert.equal(refused.status, 403);
    assert.equal(readPage(page).valueOf('comment').trim(), 'Too late?');
    const reply = await site.post(discussion, { ...aComment(), parent: '1' });
    assert.equal(reply.status, 403);
    assert.match(await (await site.get(discussion)).text(), /Said before\./);
    assert.match(await (await moderator.get(discussions)).text(), /a moderator closed this discussion on/);
  });

  it('tells the second of two who decide at once', async () => {
    const other = await signIn(site, 'moderator');
    const before = await seen();
    assert.equal((await settle('reopen')).status, 303);
    const late = await settle('follow', other, { seen: before });
    assert.equal(late.status, 409);
    assert.match(await late.text(), /Somebody changed that discussion meanwhile/);
    await until('it is open', async () => !(await isClosed()));
    assert.equal((await settle('follow')).status, 303);
  });

  it('lets an author settle their own discussions and no other', async () => {
    const [own, foreign] = [await signIn(site, 'author', 'mike-moran'), await signIn(site, 'author', 'editors')];
    assert.match(await (await own.get(discussions)).text(), new RegExp(`name="post" value="${post}"`));
    assert.doesNotMatch(await (await foreign.get(discussions)).text(), new RegExp(`name="post" value="${post}"`));
    assert.equal((await settle('close', foreign)).status, 403);
    assert.equal((await settle('close', own)).status, 303);
    assert.equal((await settle('reopen', own)).status, 303);
  });

  it('does nothing for an action or a post that is not there', async () => {
    assert.equal((await settle('explode')).status, 400);
    assert.equal((await settle('close', moderator, { post: '2008/02/none' })).status, 403);
  });

  it('shows which comment is pinned, first under its post, and lets go of it', async () => {
    await site.post(discussion, aComment({ comment: 'First said.' }));
    const id = commentId(await site.post(discussion, aComment({ comment: 'Shown first.' })));
    const database = await openDatabase(site.env['DATABASE_URL'] ?? '');
    assert.equal(await database.write((tx) => pin(tx, post, id)), true);
    await database.close();
    const order = async () => {
      const page = await (await site.get(essay)).text();
      return (
        page.indexOf('Shown first.') < page.indexOf('First said.') &&
        /Pinned comment by/.test(page) &&
        /class="pinned"[^>]*>Pinned</.test(page)
      );
    };
    await until('it stands first, with the word', order);
    assert.match(await (await moderator.get(discussions)).text(), /one pinned/);
    assert.equal((await settle('unpin')).status, 303);
    await until('it is where it was', async () => !(await order()));
  });
});
