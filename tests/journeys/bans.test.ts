/** Bans over HTTP: made from a comment or typed, felt by nobody but the moderator, and lifted. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readPage } from '../support/form.ts';
import { signIn, type SignedInBrowser } from '../support/moderator.ts';
import { aComment, commentId, discussion, type Site, startSite } from '../support/site.ts';
import { storedComments } from '../support/stored.ts';

const bans = '/moderation/bans/';

describe('the page of bans', () => {
  let site: Site;
  let moderator: SignedInBrowser;
  before(async () => {
    site = await startSite({ COMMENTS: 'open', LIMITS: 'off', TRUSTED_PROXIES: '127.0.0.1' });
    moderator = await signIn(site, 'moderator');
  });
  after(() => site.stop());

  const ban = (fields: Record<string, string>) =>
    moderator.post(bans, { action: 'ban', reason: 'Rude to others.', term: 'week', ...fields });
  const send = (fields: Record<string, string>, address = '192.0.2.1') =>
    site.post(discussion, aComment(fields), { 'x-forwarded-for': address });
  const newest = async () => (await storedComments(site.env['DATABASE_URL']))[0];
  const liftAll = async () => {
    for (const [, id = ''] of (await (await moderator.get(bans)).text()).matchAll(/name="id" value="(\d+)"/g)) {
      assert.equal((await moderator.post(bans, { action: 'lift', id })).status, 303);
    }
  };

  it('is for moderators and owners', async () => {
    assert.equal((await site.get(bans)).status, 303);
    const author = await signIn(site, 'author', 'mike-moran');
    assert.equal((await author.get(bans)).status, 403);
    assert.equal((await author.post(bans, { action: 'ban', kind: 'name', value: 'Bob', reason: 'x', term: 'day' })).status, 403);
    assert.equal((await site.post(bans, { action: 'ban' }, { cookie: moderator.cookie })).status, 403, 'without the token');
    assert.match(await (await moderator.get(bans)).text(), /Nobody is banned/);
  });

  it('bans who sent a comment, by what is ticked; to them it looks as if the next one waited', async () => {
    const id = commentId(await send({ name: 'Rude Bob', email: 'bob@example.org', comment: 'You are all <b>wrong</b>.' }, '192.0.2.66'));
    const page = await (await moderator.get(`${bans}?comment=${id}`)).text();
    assert.match(page, /You are all &lt;b&gt;wrong&lt;\/b&gt;/);
    assert.ok(!page.includes('192.0.2.66'), 'no address on any page');
    assert.equal(
      (
        await moderator.post(bans, [
          ['action', 'ban'],
          ['comment', String(id)],
          ['kind', 'email'],
          ['kind', 'network'],
          ['reason', 'Rude to others.'],
          ['term', 'month'],
        ])
      ).status,
      303,
    );

    for (const [fields, address] of [
      [{ email: 'BOB@example.org' }, '192.0.2.2'],
      [{ name: 'Somebody else' }, '192.0.2.66'],
    ] as const) {
      const answer = await send(fields, address);
      assert.equal(answer.status, 303);
      assert.match(answer.headers.get('location') ?? '', /waiting=/);
      const comment = await newest();
      assert.equal(comment?.status, 'spam');
      assert.match(comment.signals.map(({ words }) => words).join(), /is banned until .*: Rude to others\./);
    }
    await send({ name: 'Rude Bob', comment: 'A different matter: who pays for the extinguisher?' });
    assert.equal((await newest())?.status, 'published', 'the name was not ticked');

    const list = await (await moderator.get(bans)).text();
    assert.match(list, /an address at example\.org/);
    assert.match(list, new RegExp(`of comment ${id}`));
    assert.match(list, /The moderator/);
    assert.ok(!list.includes('bob@example.org'));
    await liftAll();
    await send({ email: 'bob@example.org' }, '192.0.2.66');
    const lifted = await newest();
    assert.notEqual(lifted?.status, 'spam');
    assert.ok(!lifted?.signals.some(({ name }) => name === 'banned'));
  });

  it('bans whom a moderator types in', async () => {
    assert.equal((await ban({ kind: 'network', value: '192.0.2.77' })).status, 303);
    assert.equal((await ban({ kind: 'name', value: 'Casino <i>Bob</i>' })).status, 303);
    await send({}, '192.0.2.77');
    assert.equal((await newest())?.status, 'spam');
    await send({ name: 'CASINO <i>bob</i>' });
    assert.equal((await newest())?.status, 'spam');
    const list = await (await moderator.get(bans)).text();
    assert.ok(!list.includes('192.0.2.77'));
    assert.match(list, /Casino &lt;i&gt;Bob&lt;\/i&gt;/);
    await liftAll();
  });

  it('says what is missing and keeps what was typed', async () => {
    for (const [fields, problem] of [
      [{ kind: 'name', value: 'Bob', reason: '  ' }, /Write a reason/],
      [{ kind: 'name', value: 'Bob', term: 'ever' }, /Choose how long/],
      [{ kind: 'network', value: '10.0.0.0/8' }, /Write one network address/],
      [{ kind: 'network', value: '192.0.2.0/24' }, /Write one network address/],
      [{ kind: 'email', value: 'bob' }, /whole email address/],
      [{ kind: 'name', value: '' }, /Write whom to ban/],
      [{ comment: '999999', kind: 'email' }, /not there any more/],
    ] as const) {
      const answer = await ban(fields);
      const html = await answer.text();
      assert.equal(answer.status, 422);
      assert.match(readPage(html).textOf('problems') ?? '', problem);
      if ('value' in fields) assert.equal(readPage(html).valueOf('value'), fields.value);
    }
    const gone = await moderator.post(bans, { action: 'lift', id: '999999' });
    assert.equal(gone.status, 422);
    assert.match(await gone.text(), /not there any more/);
  });
});
