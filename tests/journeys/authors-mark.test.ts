import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newLink, signIn, signInBy, type SignedInBrowser } from '../support/moderator.ts';
import { aComment, afterword, commentId, discussion, essay, type Site, startSite } from '../support/site.ts';

const mark = /<span class="mark"[^>]*>Author<\/span>/;
const house = '/2026/11/join-the-discussion/comments/';

describe('a comment by somebody signed in', () => {
  let site: Site;
  let author: SignedInBrowser;
  before(async () => {
    site = await startSite({ COMMENTS: 'hold-all', LIMITS: 'off' });
    author = await signIn(site, 'author', 'mike-moran');
  });
  after(() => site.stop());

  /** What readers see of a comment. */
  async function seen(id: number, where = essay): Promise<string> {
    const page = await (await site.get(where)).text();
    return new RegExp(`<article [^>]*id="comment-${id}"[\\s\\S]*?</article>`).exec(page)?.[0] ?? '';
  }

  it('appears at once under the author’s name, with the author’s mark under a post of theirs, whatever name was typed', async () => {
    const answer = await author.post(discussion, {
      ...aComment({ name: 'Mike Tyson', email: 'other@example.org' }),
      comment: 'I wrote this.',
    });
    assert.equal(answer.status, 303);
    const shown = await seen(commentId(answer));
    assert.match(shown, /I wrote this\./);
    assert.match(shown, /<bdi[^>]*>Mike Moran<\/bdi>/);
    assert.match(shown, mark);
    const { output } = await afterword(site.env, 'comments', 'show', String(commentId(answer)));
    assert.match(output, new RegExp(`Email: +${author.email}`));
    assert.match(output, /sent by a moderator or author, signed in/);
  });

  it('has no mark under somebody else’s post', async () => {
    const shown = await seen(commentId(await author.post(house, { comment: 'A guest here.' })), house);
    assert.match(shown, /Mike Moran/);
    assert.doesNotMatch(shown, mark);
  });

  it('appears at once without a mark when the account is no author’s', async () => {
    const moderator = await signIn(site, 'moderator');
    const shown = await seen(commentId(await moderator.post(discussion, { comment: 'From the house.' })));
    assert.match(shown, /<bdi[^>]*>The moderator<\/bdi>/);
    assert.doesNotMatch(shown, mark);
  });

  it('is a visitor’s without the token of that very session, and waits like any other', async () => {
    const other = await signInBy(site, await newLink(site, author.email));
    for (const token of ['', 'x', other.token, author.token.slice(1), `${author.token}x`, author.token.toUpperCase()]) {
      const answer = await site.post(discussion, { ...aComment(), token }, { cookie: author.cookie });
      assert.match(answer.headers.get('location') ?? '', /\?waiting=/, token);
    }
    const stolen = await site.post(discussion, { ...aComment(), token: author.token });
    assert.match(stolen.headers.get('location') ?? '', /\?waiting=/, 'a token without the cookie');
    const foreign = await author.post(discussion, aComment(), { origin: 'https://evil.example' });
    assert.equal(foreign.status, 403);
  });

  it('is never had by typing the author’s name, or by any field of the form', async () => {
    const fields = { name: 'Mike Moran', author: 'mike-moran', by: 'mike-moran', role: 'owner', moderator: '1', status: 'published' };
    const id = commentId(await site.post(discussion, { ...aComment(), ...fields }));
    await afterword(site.env, 'comments', 'approve', String(id));
    const shown = await seen(id);
    assert.match(shown, /Mike Moran/);
    assert.doesNotMatch(shown, mark);
  });

  it('is written in a form that says as whom, asks for neither name nor address, and is nobody else’s', async () => {
    const form = (page: string) => /<form[^>]*data-discussion[\s\S]*?<\/form>/.exec(page)?.[0] ?? '';
    const own = form(await (await author.get(discussion)).text());
    assert.match(own, /comment as <strong[^>]*><bdi[^>]*>Mike Moran<\/bdi><\/strong>/);
    assert.match(own, new RegExp(`name="token" value="${author.token}"`));
    assert.doesNotMatch(own, /name="(name|email|website)"/);
    for (const page of [await site.get(discussion), await author.get(essay), await site.get(essay)]) {
      const visitors = form(await page.text());
      assert.match(visitors, /name="email"/);
      assert.doesNotMatch(visitors, /name="token"|signed in/);
    }
  });

  it('keeps what was typed when something is missing', async () => {
    const answer = await author.post(discussion, { comment: ' ' });
    assert.equal(answer.status, 422);
    const page = await answer.text();
    assert.match(page, /Write your comment/);
    assert.doesNotMatch(page, /Enter your name|Enter your email/);
  });
});
