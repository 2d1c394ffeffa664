/** Rules over HTTP: who may read and change them, rehearsed before saved, and what they do from then on. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readPage } from '../support/form.ts';
import { signIn, type SignedInBrowser } from '../support/moderator.ts';
import { aComment, discussion, essay, type Site, startSite } from '../support/site.ts';
import { storedComments } from '../support/stored.ts';
import { until } from '../support/until.ts';

const rules = '/moderation/rules/';
const fields = (differences: Record<string, string> = {}) => ({
  maxLinks: '2',
  holdLikeness: '80',
  publishTrusted: 'yes',
  publishModerators: 'yes',
  ...differences,
});

describe('the page of rules', () => {
  let site: Site;
  let owner: SignedInBrowser;
  before(async () => {
    site = await startSite({ COMMENTS: 'open', LIMITS: 'off' });
    owner = await signIn(site, 'owner');
  });
  after(() => site.stop());

  const sealedIn = (html: string) => /name="sealed" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const basedOn = async () => /name="basedOn" value="(\d+)"/.exec(await (await owner.get(rules)).text())?.[1] ?? '';
  const rehearse = async (differences: Record<string, string>) => {
    const answer = await owner.post(rules, { action: 'rehearse', basedOn: await basedOn(), ...fields(differences) });
    return { status: answer.status, html: await answer.text() };
  };
  const save = async (differences: Record<string, string>) => {
    const { html } = await rehearse(differences);
    const answer = await owner.post(rules, { action: 'save', sealed: sealedIn(html) });
    assert.equal(answer.status, 303, await answer.text());
    return answer.headers.get('location') ?? '';
  };
  const newestStatus = async () => (await storedComments(site.env['DATABASE_URL']))[0]?.status;

  it('is nobody’s without signing in', async () => {
    for (const answer of [await site.get(rules), await site.post(rules, { action: 'rehearse', ...fields() })]) {
      assert.equal(answer.status, 303);
      assert.match(answer.headers.get('location') ?? '', /^\/moderation\/sign-in\//);
    }
  });

  it('is read by every moderator and changed by owners alone', async () => {
    for (const reader of [await signIn(site, 'moderator'), await signIn(site, 'author', 'mike-moran')]) {
      assert.match(await (await reader.get('/moderation/')).text(), /<a href="\/moderation\/rules\/"/, 'the way there');
      const answer = await reader.get(rules);
      const html = await answer.text();
      assert.equal(answer.status, 200);
      assert.match(html, /Only an owner changes rules/);
      assert.doesNotMatch(html, /name="action"/);
      for (const action of ['rehearse', 'save', 'put-back', 'edit'])
        assert.equal((await reader.post(rules, { action, ...fields() })).status, 403, action);
    }
  });

  it('does nothing for a form of another session, of none, or from elsewhere', async () => {
    const other = await signIn(site, 'owner');
    const { html } = await rehearse({ maxLinks: '0' });
    const sealed = sealedIn(html);
    assert.equal((await site.post(rules, { action: 'save', sealed, token: other.token }, { cookie: owner.cookie })).status, 403);
    assert.equal((await site.post(rules, { action: 'save', sealed }, { cookie: owner.cookie })).status, 403);
    assert.equal((await owner.post(rules, { action: 'save', sealed }, { origin: 'https://evil.example' })).status, 403);
    assert.equal(await basedOn(), '0');
  });

  it('shows what would have been, saves nothing before it is asked a second time, and then holds at once', async () => {
    await site.post(discussion, aComment({ comment: 'Look: https://a.example' }));
    assert.equal(await newestStatus(), 'published');
    const { status, html } = await rehearse({ maxLinks: '0' });
    assert.equal(status, 200);
    assert.match(html, /A comment with more links than 0 waits\. Before: a comment with more links than 2 waits\./);
    assert.match(html, /One comment that is published now would be <strong[^>]*>held/);
    assert.match(html, /Look: https:\/\/a\.example/);
    assert.match(html, /It has a link; more than 0/);
    await site.post(discussion, aComment({ comment: 'And: https://b.example' }));
    assert.equal(await newestStatus(), 'published', 'nothing is saved yet');

    assert.equal(await save({ maxLinks: '0' }), `${rules}?saved=1`);
    await site.post(discussion, aComment({ comment: 'And: https://c.example' }));
    assert.equal(await newestStatus(), 'held');
    const page = await (await owner.get(rules)).text();
    assert.match(page, /Version 1, which holds/);
    assert.equal(readPage(page).valueOf('rule-maxLinks'), '0');
  });

  it('keeps a blocked word with the spam, and tells its sender nothing', async () => {
    await save({ maxLinks: '0', 'blockedWords.any': 'forbidden phrase' });
    const answer = await site.post(discussion, aComment({ comment: 'This is a FORBIDDEN\u200b  phrase.' }));
    assert.equal(answer.status, 303);
    assert.match(answer.headers.get('location') ?? '', /waiting=/);
    const [comment] = await storedComments(site.env['DATABASE_URL']);
    assert.equal(comment?.status, 'spam');
    assert.match(comment.signals[0]?.words ?? '', /“forbidden phrase”/);
  });

  it('saves nothing that was not rehearsed here', async () => {
    const before = await basedOn();
    const { html } = await rehearse({ maxLinks: '7' });
    const sealed = sealedIn(html);
    for (const wrong of ['', 'x', sealed.slice(0, -1), `x${sealed}`, `${sealed}.x`]) {
      const answer = await owner.post(rules, { action: 'save', sealed: wrong });
      assert.equal(answer.status, 400, wrong);
      assert.match(await answer.text(), /nothing was saved/);
    }
    assert.equal(await basedOn(), before);
  });

  it('tells the second of two who save at once, and keeps what they wrote', async () => {
    const second = await signIn(site, 'owner');
    const { html } = await rehearse({ maxLinks: '5' });
    const made = await second.post(rules, { action: 'rehearse', basedOn: await basedOn(), ...fields({ maxLinks: '9' }) });
    const theirs = sealedIn(await made.text());
    assert.equal((await owner.post(rules, { action: 'save', sealed: sealedIn(html) })).status, 303);
    const late = await second.post(rules, { action: 'save', sealed: theirs });
    const page = await late.text();
    assert.equal(late.status, 409);
    assert.match(page, /The owner saved other rules on .*: yours were not saved/);
    assert.match(page, /A comment with more links than 5 waits/);
    assert.equal(readPage(page).valueOf('rule-maxLinks'), '9');
    assert.equal((await second.post(rules, { action: 'save', sealed: theirs })).status, 409, 'the same again is as late');
    assert.equal(readPage(await (await owner.get(rules)).text()).valueOf('rule-maxLinks'), '5');
  });

  it('says what is wrong in a form, and keeps what was typed', async () => {
    const { status, html } = await rehearse({ maxLinks: 'many', heldNetworks: '10.0.0.0/8', 'heldWords.text': 'kept' });
    const page = readPage(html);
    assert.equal(status, 422);
    assert.match(page.textOf('problems') ?? '', /There is a problem.*Write a whole number.*10\.0\.0\.0\/8/s);
    assert.equal(page.valueOf('rule-maxLinks'), 'many');
    assert.equal(page.valueOf('rule-heldWords-text').trim(), 'kept');
  });

  it('lets what was rehearsed be changed further, and says when nothing would change', async () => {
    const { html } = await rehearse({ maxLinks: '6', 'heldWords.name': '<b>casino</b>' });
    const again = await (await owner.post(rules, { action: 'edit', sealed: sealedIn(html) })).text();
    assert.equal(readPage(again).valueOf('rule-maxLinks'), '6');
    assert.equal(readPage(again).valueOf('rule-heldWords-name').trim(), '<b>casino</b>');
    assert.match((await rehearse({ maxLinks: '5' })).html, /Nothing would change/);
  });

  it('puts an earlier version back, rehearsed like any other, and keeps all of them', async () => {
    const rehearsed = await (await owner.post(rules, { action: 'put-back', version: '1' })).text();
    assert.match(rehearsed, /Before you save these rules/);
    assert.match(rehearsed, /A comment with more links than 0 waits/);
    const count = Number(await basedOn());
    assert.equal(
      (await owner.post(rules, { action: 'save', sealed: sealedIn(rehearsed) })).headers.get('location'),
      `${rules}?saved=${count + 1}`,
    );
    assert.equal(readPage(await (await owner.get(rules)).text()).valueOf('rule-maxLinks'), '0');
    const history = await (await owner.get(rules)).text();
    for (let version = 1; version <= count + 1; version += 1) assert.match(history, new RegExp(`Version ${version}\\b`));
    assert.equal((await owner.post(rules, { action: 'put-back', version: '99' })).status, 400);
  });

  it('closes the whole site, on built pages within a second, and opens it again', async () => {
    await save({ closed: 'yes', maxLinks: '1' });
    const shown = async () => /Comments are closed on the whole site since/.test(await (await site.get(essay)).text());
    assert.ok((await until('the page says so', shown)) < 1_000);
    const refused = await site.post(discussion, aComment({ comment: 'Too late?' }));
    assert.equal(refused.status, 403);
    const page = await refused.text();
    assert.match(page, /Comments are closed on the whole site since/);
    assert.equal(readPage(page).valueOf('comment').trim(), 'Too late?');
    assert.match(await (await site.get(discussion)).text(), /Look: /, 'what was said stays');
    await save({ maxLinks: '1' });
    await until('the form is back', async () => !(await shown()));
    assert.equal((await site.post(discussion, aComment())).status, 303);
  });

  it('closes by age: what is old says since when, what is new stays open', async () => {
    await save({ closeAfterDays: '30' });
    await until('the page says so', async () => /closed since March 31, 2008: 30 days after/.test(await (await site.get(essay)).text()));
    assert.equal((await site.post(discussion, aComment())).status, 403);
    await save({});
  });
});
