import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openDatabase } from '../../src/database/open.ts';
import { readPage } from '../support/form.ts';
import { storedLetters } from '../support/letters.ts';
import { newLink, signIn, signInBy, useLink } from '../support/moderator.ts';
import { afterword, type Site, startSite } from '../support/site.ts';

const account = '/moderation/account/';

describe('the command line', () => {
  let site: Site;
  before(async () => {
    site = await startSite();
  });
  after(() => site.stop());
  const command = (...words: string[]) => afterword(site.env, 'moderator', ...words);

  it('keeps the list of moderators: the first is the owner, an author is an author, everyone else a moderator', async () => {
    assert.match((await command()).output, /Nobody yet/);
    assert.match((await command('add', 'First@Example.org', '--name', 'First')).output, /Added: first@example\.org {2}owner {2}First/);
    assert.match((await command('add', 'second@example.org')).output, /moderator {2}second/);
    assert.match(
      (await command('add', 'third@example.org', '--author', 'mike-moran')).output,
      /author {2}Mike Moran {2}\(writes as mike-moran\)/,
    );
    const linked = await command('add', 'first@example.org', '--author', 'editors');
    assert.match(linked.output, /Changed: first@example\.org {2}owner {2}The editors {2}\(writes as editors\)/);
    const { output } = await command('list');
    assert.equal(output.trim().split('\n').length, 3);
    assert.doesNotMatch(output, /token/);
    assert.match(
      (await command('link', 'second@example.org')).output,
      /^http:\/\/localhost:4321\/moderation\/sign-in\/link\/\?token=\S{66}$/m,
    );
    assert.match((await command('remove', 'second@example.org')).output, /signed out everywhere/);
    assert.equal((await command('list')).output.trim().split('\n').length, 2);
  });

  it('says what is wrong, and changes nothing then', async () => {
    const wrong: [string[], number, RegExp][] = [
      [['add', 'new@example.org', '--author', 'mike-moram'], 2, /no author “mike-moram”\. Did you mean “mike-moran”\?/],
      [['add', 'new@example.org', '--author', 'zzz'], 2, /There are: editors, mike-moran/],
      [['add', 'new@example.org', '--role', 'king'], 2, /no role “king”: write one of owner, moderator, author/],
      [['add', 'new at example'], 2, /Usage/],
      [['add'], 2, /Usage/],
      [['add', 'a@example.org', 'b@example.org'], 2, /Usage/],
      [['add', 'a@example.org', '--colour', 'red'], 2, /Usage/],
      [['dance'], 2, /Usage/],
      [['link', 'new@example.org'], 1, /is no moderator/],
      [['remove', 'new@example.org'], 1, /is no moderator/],
    ];
    const before = (await command('list')).output;
    for (const [words, code, said] of wrong) {
      const answer = await command(...words);
      assert.equal(answer.code, code, words.join(' '));
      assert.match(answer.output, said);
    }
    assert.equal((await command('list')).output, before);
  });
});

describe('signing in by a link', () => {
  let site: Site;
  before(async () => {
    site = await startSite();
  });
  after(() => site.stop());

  it('asks on a page that changes nothing, and a form signs in once', async () => {
    const link = await newLink(site, 'once@moderators.example', '--name', 'Once & Only');
    for (let looked = 0; looked < 3; looked += 1) {
      const page = await site.get(link);
      assert.equal(page.status, 200);
      assert.deepEqual(page.headers.getSetCookie(), []);
      assert.match(await page.text(), /as <strong><bdi>Once &amp; Only<\/bdi><\/strong>/);
    }
    const browser = await signInBy(site, link);
    const page = await browser.get(account);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /once@moderators\.example/);
    const again = await useLink(site, link);
    assert.equal(again.status, 403);
    assert.deepEqual(again.headers.getSetCookie(), []);
    assert.equal((await site.get(link)).status, 403);
  });

  it('leads back to the page of moderation that was asked for, and nowhere else', async () => {
    const refused = await site.get('/moderation/account/?x=1');
    assert.equal(refused.status, 303);
    assert.equal(refused.headers.get('location'), '/moderation/sign-in/?to=%2Fmoderation%2Faccount%2F%3Fx%3D1');
    const link = await newLink(site, 'returns@moderators.example');
    const answer = await useLink(site, `${link}&to=${encodeURIComponent('/moderation/account/?x=1')}`);
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/moderation/account/?x=1']);
    const elsewhere = await useLink(site, `${await newLink(site, 'returns@moderators.example')}&to=//evil.example/moderation/`);
    assert.deepEqual([elsewhere.status, elsewhere.headers.get('location')], [303, '/moderation/']);
  });

  it('answers a request for a link in the same words for every address, and writes a letter to moderators alone', async () => {
    await newLink(site, 'asked@moderators.example');
    const asked = [];
    for (const email of ['asked@moderators.example', 'ASKED@moderators.example', 'stranger@strangers.example']) {
      const answer = await site.post('/moderation/sign-in/?to=%2Fmoderation%2Faccount%2F', { email });
      const next = await (await site.get(answer.headers.get('location') ?? '')).text();
      asked.push({
        status: answer.status,
        headers: [...answer.headers].filter(([name]) => name !== 'date'),
        body: await answer.text(),
        next,
      });
    }
    assert.equal(asked[0]?.status, 303);
    assert.match(asked[0]?.next ?? '', /If this address belongs to a moderator/);
    for (const other of asked) assert.deepEqual(other, asked[0]);
    const database = await openDatabase(site.env['DATABASE_URL'] ?? '');
    const letters = (await storedLetters(database)).filter(({ kind }) => kind === 'sign-in');
    await database.close();
    assert.deepEqual(
      letters.map(({ until, created }) => until > created),
      [true, true, false],
    );
  });

  it('says what is wrong with an address, and how long to wait after too many', async () => {
    const wrong = await site.post('/moderation/sign-in/', { email: 'you at example' });
    assert.equal(wrong.status, 422);
    const page = readPage(await wrong.text());
    assert.match(page.textOf('email-problem') ?? '', /Enter an email address in the form/);
    assert.equal(page.valueOf('email'), 'you at example');
    let last: Response | undefined;
    for (let asked = 0; asked < 12; asked += 1) last = await site.post('/moderation/sign-in/', { email: `a${asked}@strangers.example` });
    assert.equal(last?.status, 429);
    assert.ok(Number(last.headers.get('retry-after')) > 0);
    assert.match(await last.text(), /those already sent still work/);
  });

  it('makes a new session each time, in place of the one the browser had', async () => {
    const first = await signIn(site, 'moderator');
    const answer = await useLink(site, await newLink(site, first.email), { cookie: first.cookie });
    const [second = ''] = answer.headers.getSetCookie();
    assert.notEqual(second.split(';')[0], first.cookie);
    assert.equal((await first.get(account)).status, 303, 'the old one is over');
    assert.equal((await site.get(account, { headers: { cookie: second.split(';')[0] ?? '' } })).status, 200);
  });

  it('ends for all browsers at once when the account is removed, and the links that were not used yet are void', async () => {
    const one = await signIn(site, 'moderator');
    const another = await signInBy(site, await newLink(site, one.email));
    const unused = await newLink(site, one.email);
    assert.equal((await another.get(account)).status, 200);
    const { code, output } = await afterword(site.env, 'moderator', 'remove', one.email);
    assert.equal(code, 0, output);
    for (const browser of [one, another]) assert.equal((await browser.get(account)).status, 303);
    assert.equal((await useLink(site, unused)).status, 403);
  });
});
