/** A moderator's work over HTTP, without script. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { signIn, type SignedInBrowser } from '../support/moderator.ts';
import { aBusyQueue, sow } from '../support/queue.ts';
import { aComment, afterword, commentId, discussion, type Site, startSite } from '../support/site.ts';
import { storedComments } from '../support/stored.ts';

describe('the queue over HTTP', () => {
  let site: Site;
  let ada: SignedInBrowser;
  before(async () => {
    site = await startSite({ LIMITS: 'off' });
    ada = await signIn(site);
  });
  after(() => site.stop());

  const page = async (path = '/moderation/', who = ada) => (await who.get(path)).text();
  const text = (html: string) =>
    html
      .replace(/<(style|script)[\s\S]*?<\/\1>/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .replace(/ \./g, '.');
  const status = async (id: number) => (await storedComments(site.env['DATABASE_URL'])).find((comment) => comment.id === id)?.status;
  /** Posts, and follows to the page that says what was done. */
  const post = async (fields: Record<string, string> | [string, string][], path = '/moderation/', who = ada) => {
    const answer = await who.post(path, fields);
    assert.equal(answer.status, 303, await answer.text());
    return page(answer.headers.get('location') ?? '', who);
  };
  const undoIn = (html: string) => /name="undo" value="(\d+)"/.exec(html)?.[1] ?? '';

  it('is for those who are signed in, and its forms for their sessions alone', async () => {
    for (const path of ['/moderation/', '/moderation/log/']) {
      const answer = await site.get(path);
      assert.equal(answer.status, 303);
      assert.match(answer.headers.get('location') ?? '', /^\/moderation\/sign-in\//);
    }
    const [id = 0] = await sow(site, [{}]);
    const fields = { do: `approve c${id}-0` };
    assert.equal((await site.post('/moderation/', { ...fields, token: ada.token })).status, 303);
    assert.equal((await site.post('/moderation/', fields, { cookie: ada.cookie })).status, 403);
    assert.equal((await ada.post('/moderation/', fields, { 'sec-fetch-site': 'cross-site' })).status, 403);
    assert.equal(await status(id), 'held');
  });

  it('says why each comment is here with its weight, who sent it, and what it answers', async () => {
    const [, windy = 0] = await aBusyQueue(site);
    const html = await page();
    const card = text(/<article id="c(\d+)"[\s\S]*?<\/article>/.exec(html.slice(html.indexOf(`id="c${windy}"`) - 9))?.[0] ?? '');
    for (const words of [
      '+1 It is the first comment',
      '+0.35 It resembles',
      '−0.5 An earlier comment',
      'Answers Clara Schumann',
      'reader-',
      '1 published, 1 waiting, 0 spam',
    ]) {
      assert.ok(card.includes(words), `${words} in ${card}`);
    }
  });

  it('folds a wave into one line that is decided together and undone together, with honest counts', async () => {
    const html = text(await page());
    assert.match(html, /37 nearly identical comments from 12 networks/);
    assert.match(html, /37 of \d+ are in one wave/);
    const mark = /value="spam (w\d+-37)"/.exec(await page())?.[1] ?? '';
    const done = await post({ do: `spam ${mark}` });
    assert.match(text(done), /The owner marked as spam 37 comments\./);
    assert.doesNotMatch(text(done), /nearly identical/);
    const back = await post({ undo: undoIn(done) });
    assert.match(text(back), /took back what was decided of 37 comments/);
    assert.match(text(back), /37 nearly identical comments/);
    const [, newest = ''] = /w(\d+)-/.exec(mark) ?? [];
    assert.equal((await page(`/moderation/?wave=${newest}`)).match(/<article/g)?.length, 20);
  });

  it('approves, shows it to readers, undoes, and keeps both in the log', async () => {
    const [id = 0] = await sow(site, [{ text: 'Shall I be seen?' }]);
    const done = await post({ do: `approve c${id}-0` });
    assert.match(text(done), /The owner approved one comment\./);
    assert.match(await (await site.get(discussion)).text(), /Shall I be seen\?/);
    await post({ undo: undoIn(done) });
    assert.doesNotMatch(await (await site.get(discussion)).text(), /Shall I be seen\?/);
    const log = text(await page(`/moderation/log/?comment=${id}`));
    assert.match(log, /took back what was decided \(“approved”\) of one comment/);
    assert.match(log, /The owner approved one comment/);
  });

  it('tells the second of two moderators who was there before them, and leaves it so', async () => {
    const [id = 0] = await sow(site, [{}]);
    await post({ do: `spam c${id}-0` });
    const ben = await signIn(site, 'moderator');
    const told = text(await post({ do: `approve c${id}-0` }, '/moderation/', ben));
    assert.match(
      told,
      new RegExp(`One comment was left as it is , because somebody was there before you: The owner marked as spam comment ${id} on `),
    );
    assert.equal(await status(id), 'spam');
  });

  it('decides on a wave as far as it is seen, and tells who took the rest of it meanwhile', async () => {
    const [here, there] = ['2026/11/here', '2026/11/there'];
    const ids = await sow(
      site,
      [here, here, here, there, there].map((under) => ({ post: under, wave: 'split', text: 'The same again.' })),
    );
    const path = `/moderation/?post=${here}`;
    const mark = /value="spam (w\d+-3)"/.exec(await page(path))?.[1] ?? '';
    assert.match(mark, /^w/);
    const ben = await signIn(site, 'moderator');
    await post({ do: `approve c${ids[0]}-0` }, '/moderation/', ben);
    const told = text(await post({ do: `spam ${mark}` }, path));
    assert.match(told, /marked as spam 2 comments/);
    assert.match(told, new RegExp(`The moderator approved comment ${ids[0]} on `));
    assert.deepEqual(await Promise.all(ids.map(status)), ['published', 'spam', 'spam', 'held', 'held']);
    const late = text(await post({ do: `trash ${mark}` }, path, ben));
    assert.match(late, /3 comments were left as they are/);
  });

  it('decides on those selected, or on all of the page', async () => {
    const ids = await sow(site, [{ post: '2026/11/chosen' }, { post: '2026/11/chosen' }, { post: '2026/11/chosen' }]);
    const chosen = ids.slice(0, 2).map((id): [string, string] => ['chosen', `c${id}-0`]);
    const shown = ids.map((id): [string, string] => ['shown', `c${id}-0`]);
    const path = '/moderation/?post=2026/11/chosen';
    assert.match(text(await post([['do', 'trash'], ...chosen, ...shown], path)), /threw away 2 comments/);
    assert.deepEqual(await Promise.all(ids.map(status)), ['deleted', 'deleted', 'held']);
    assert.match(text(await post([['do', 'spam'], ['all', 'yes'], ...shown.slice(2)], path)), /marked as spam one comment/);
    assert.match(text(await post([['do', 'approve']])), /No comment was selected/);
  });

  it('restores from the trash what it was before', async () => {
    const [id = 0] = await sow(site, [{ status: 'published' }]);
    await post({ do: `trash c${id}-0` }, '/moderation/?folder=published');
    assert.match(await page('/moderation/?folder=trash'), new RegExp(`restore c${id}-1`));
    await post({ do: `restore c${id}-1` }, '/moderation/?folder=trash');
    assert.equal(await status(id), 'published');
  });

  it('edits: readers see the words and that a moderator changed them; what cannot be accepted comes back as typed', async () => {
    const [id = 0] = await sow(site, [{ status: 'published', text: 'Words with a mitsake.', name: 'Typo' }]);
    const refused = await ada.post('/moderation/?folder=published', {
      edit: `${id}-0`,
      text: ' ',
      name: 'Typo',
      website: 'not an address',
    });
    assert.equal(refused.status, 422);
    const again = await refused.text();
    assert.match(again, /Write your comment\./);
    assert.match(again, /value="not an address"/);
    await post({ edit: `${id}-0`, text: 'Words without a *mistake*.', name: 'Typo', website: '' }, '/moderation/?folder=published');
    const seen = await (await site.get(discussion)).text();
    assert.match(seen, /Words without a <em>mistake<\/em>\./);
    assert.match(text(seen), /edited by a moderator/);
    const log = await page(`/moderation/log/?comment=${id}`);
    await post({ undo: undoIn(log) });
    const restored = await (await site.get(discussion)).text();
    assert.match(restored, /Words with a mitsake\./);
  });

  it('answers in place, published at once and approving what it answers', async () => {
    const [id = 0] = await sow(site, [{ text: 'May I ask something?' }]);
    assert.match(text(await post({ reply: `${id}-0`, text: 'You may.' })), /The owner replied to one comment\./);
    assert.match(await (await site.get(discussion)).text(), /You may\./);
    assert.equal(await status(id), 'published');
  });

  it('finds words, names, addresses, networks and posts, and nothing by what only looks like a pattern', async () => {
    const [id = 0] = await sow(site, [
      { text: 'An unheard-of quokka, at 100% speed.', name: 'Quentin Quill', email: 'Quentin@Example.org' },
    ]);
    const finds = async (q: string) => (await page(`/moderation/?q=${encodeURIComponent(q)}`)).includes(`id="c${id}"`);
    for (const q of ['quokka', 'QUOK', 'quill quentin', 'quentin@exam', 'quentin@example.org', 'unheard-of', 'outcome are you'])
      assert.ok(await finds(q), q);
    for (const q of ['q%kka', '%', '_uokka', 'uokka', 'quokka zebra', "' or 1=1 --", 'quentin@example.com', '"', '*'])
      assert.ok(!(await finds(q)), q);
    const network = /q=(network\d+abcdefghij)/.exec(await page(`/moderation/?q=quokka`))?.[1] ?? '';
    assert.ok(network && (await finds(network)));
  });

  it('finds what an address or a network sent by typing it, which no page and no log says', async () => {
    const id = commentId(await site.post(discussion, aComment({ text: 'From this machine.' })));
    const finds = async (q: string) => (await page(`/moderation/?q=${encodeURIComponent(q)}`)).includes(`id="c${id}"`);
    for (const q of ['127.0.0.1', ' 127.0.0.1 ', '::ffff:127.0.0.1', '127.0.0.0/24']) assert.ok(await finds(q), q);
    for (const q of ['127.0.0.2', '127.0.0', '127.0.0.0/8', '2001:db8::1']) assert.ok(!(await finds(q)), q);
    assert.ok(!site.log().includes('127.0.0.0'));
  });

  it('shows an author the discussions of their own posts, and lets them decide nowhere else', async () => {
    const mine = '2008/02/what-outcome-are-you-negotiating-for';
    const [own = 0, other = 0] = await sow(site, [
      { post: mine, text: 'Under the essay.' },
      { post: '2026/11/join-the-discussion', text: 'Under a house post.' },
    ]);
    const author = await signIn(site, 'author', 'mike-moran');
    const html = await page('/moderation/', author);
    assert.ok(html.includes(`id="c${own}"`));
    assert.ok(!html.includes(`id="c${other}"`));
    assert.ok(!(await page('/moderation/?q=house', author)).includes('Under a house post.'));
    await author.post('/moderation/', { do: `approve c${other}-0` });
    assert.equal(await status(other), 'held');
    const done = await post({ do: `approve c${other}-0` });
    assert.ok(!(await page('/moderation/log/', author)).includes(`comment=${other}`));
    await author.post('/moderation/', { undo: undoIn(done) });
    assert.equal(await status(other), 'published');
    assert.match(text(await post({ do: `approve c${own}-0` }, '/moderation/', author)), /The author approved one comment/);
  });

  it('closes and reopens a discussion and pins a comment, each undone like anything else', async () => {
    const [id = 0] = await sow(site, [{ status: 'published', text: 'Pin me.' }]);
    const closed = await post({ settle: 'close 2008/02/what-outcome-are-you-negotiating-for' });
    assert.match(text(closed), /The owner closed the discussion/);
    assert.equal((await site.post(discussion, { comment: 'x', name: 'x', email: 'x@example.org' })).status, 403);
    await post({ undo: undoIn(closed) });
    assert.equal((await site.post(discussion, { comment: 'x', name: 'x', email: 'x@example.org' })).status, 303);
    const pinned = await post({ settle: `pin ${id}` });
    assert.match(await (await site.get(discussion)).text(), />Pinned</);
    await post({ undo: undoIn(pinned) });
    assert.doesNotMatch(await (await site.get(discussion)).text(), />Pinned</);
  });

  it('knows what the command line did', async () => {
    const [id = 0] = await sow(site, [{}]);
    assert.equal((await afterword(site.env, 'comments', 'approve', String(id))).code, 0);
    assert.match(text(await page(`/moderation/log/?comment=${id}`)), /the command line approved one comment/);
  });
});
