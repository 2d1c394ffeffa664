import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { encode, encodings } from '../../support/form.ts';
import { aComment, afterword, commentId, discussion, essay, type Site, startSite } from '../../support/site.ts';
import { storedComments } from '../../support/stored.ts';

const location = (answer: Response) => answer.headers.get('location') ?? '';
const receiptOf = (answer: Response) =>
  /^receipt=[^;]*/.exec(answer.headers.getSetCookie().find((cookie) => cookie.startsWith('receipt=')) ?? '')?.[0] ?? '';

async function rowsOf(site: Site, text: string | undefined): Promise<number> {
  return (await storedComments(site.env['DATABASE_URL'])).filter((comment) => comment.text === text).length;
}

for (const encoding of encodings) {
  describe(`a comment sent ${encoding}, on a site where comments appear at once`, () => {
    let site: Site;
    before(async () => {
      site = await startSite({ COMMENTS: 'open', LIMITS: 'off' });
    });
    after(() => site.stop());

    it('is answered with 303 to itself on the discussion page, and everybody reads it from then on', async () => {
      const fields = aComment({ comment: 'Said once, read by all.' });
      const answer = await site.post(discussion, encode(encoding, fields));
      assert.equal(answer.status, 303);
      assert.match(location(answer), new RegExp(`^${discussion}#comment-[0-9]+$`));
      for (const address of [location(answer), essay]) {
        const page = await (await site.get(address)).text();
        assert.match(page, new RegExp(`id="comment-${commentId(answer)}"`));
        assert.match(page, /Said once, read by all\./);
      }
    });

    it('can answer another one, and stands under it', async () => {
      const first = await site.post(discussion, encode(encoding, aComment()));
      const reply = await site.post(discussion, encode(encoding, aComment({ parent: String(commentId(first)), comment: 'An answer.' })));
      assert.equal(reply.status, 303);
      const page = await (await site.get(discussion)).text();
      assert.ok(page.indexOf(`id="comment-${commentId(first)}"`) < page.indexOf(`id="comment-${commentId(reply)}"`));
      const [stored] = await storedComments(site.env['DATABASE_URL']);
      assert.deepEqual([stored?.text, stored?.parent], ['An answer.', commentId(first)]);
    });

    it('sent again is answered with the one that exists', async () => {
      const fields = aComment();
      const first = await site.post(discussion, encode(encoding, fields));
      const again = await site.post(discussion, encode(encoding, fields));
      assert.deepEqual([again.status, location(again)], [303, location(first)]);
      assert.equal(await rowsOf(site, fields['comment']), 1);
    });

    it('sent again in the other encoding, from another browser, is still the same', async () => {
      const fields = aComment({ comment: 'Two\nlines' });
      const first = await site.post(discussion, encode(encoding, fields));
      const again = await site.post(
        discussion,
        encode(encoding === 'multipart' ? 'form-encoded' : 'multipart', { ...fields, comment: 'Two\r\nlines' }),
      );
      assert.deepEqual([again.status, location(again)], [303, location(first)]);
      assert.equal(await rowsOf(site, 'Two\nlines'), 1);
    });

    it('sent eight times at once is stored once, and all eight answers lead to it', async () => {
      const fields = aComment();
      const answers = await Promise.all(Array.from({ length: 8 }, () => site.post(discussion, encode(encoding, fields))));
      assert.deepEqual(new Set(answers.map((answer) => answer.status)), new Set([303]));
      assert.equal(new Set(answers.map(location)).size, 1);
      assert.equal(await rowsOf(site, fields['comment']), 1);
    });

    it('may be said again by the same person under another comment', async () => {
      const fields = aComment({ comment: 'Exactly.' });
      const one = await site.post(discussion, encode(encoding, fields));
      const two = await site.post(discussion, encode(encoding, { ...fields, parent: String(commentId(one)) }));
      assert.deepEqual([one.status, two.status], [303, 303]);
      assert.notEqual(commentId(one), commentId(two));
    });
  });

  describe(`a comment sent ${encoding}, on a site that holds first comments`, () => {
    let site: Site;
    before(async () => {
      site = await startSite({ LIMITS: 'off' });
    });
    after(() => site.stop());

    it('is answered with 303 to a page that shows it to its author alone', async () => {
      const answer = await site.post(discussion, encode(encoding, aComment({ comment: 'Patience, please.' })));
      assert.equal(answer.status, 303);
      const mine = await site.get(location(answer));
      assert.equal(mine.headers.get('cache-control'), 'private, no-store');
      const page = await mine.text();
      assert.match(page, new RegExp(`id="comment-${commentId(answer)}"`));
      assert.match(page, /waits for a moderator/);
      assert.match(page, /Patience, please\./);
      for (const address of [discussion, essay]) assert.doesNotMatch(await (await site.get(address)).text(), /Patience, please/);
    });

    it('cannot be read by guessing or changing the link', async () => {
      const answer = await site.post(discussion, encode(encoding, aComment({ comment: 'Not for you.' })));
      const other = await site.post(discussion, encode(encoding, aComment()));
      const link = new URL(location(answer), site.url);
      const [value, signature] = (link.searchParams.get('waiting') ?? '').split('.');
      const [, expires] = (value ?? '').split('-');
      const theirs = new URL(location(other), site.url).searchParams.get('waiting')?.split('.')[1];
      const guesses = [
        `${commentId(answer)}`,
        `${value}`,
        `${value}.`,
        `${value}.${theirs}`,
        `${commentId(answer)}-${Number(expires) + 1}.${signature}`,
      ];
      for (const guess of guesses) {
        link.searchParams.set('waiting', guess);
        const page = await site.get(link.pathname + link.search);
        assert.equal(page.status, 200);
        assert.doesNotMatch(await page.text(), /Not for you/);
      }
    });

    it('sent again, one after the other or eight times at once, is stored once', async () => {
      const fields = aComment();
      const first = await site.post(discussion, encode(encoding, fields));
      const again = await Promise.all(Array.from({ length: 8 }, () => site.post(discussion, encode(encoding, fields))));
      for (const answer of again) assert.deepEqual([answer.status, commentId(answer)], [303, commentId(first)]);
      assert.equal(await rowsOf(site, fields['comment']), 1);
    });

    it('sent again after it was approved leads to where everybody reads it', async () => {
      const fields = aComment();
      const id = commentId(await site.post(discussion, encode(encoding, fields)));
      await afterword(site.env, 'comments', 'approve', String(id));
      assert.equal(location(await site.post(discussion, encode(encoding, fields))), `${discussion}#comment-${id}`);
    });

    it('sent again after it was taken for spam is told nothing of that', async () => {
      const fields = aComment();
      const first = await site.post(discussion, encode(encoding, fields));
      await afterword(site.env, 'comments', 'spam', String(commentId(first)));
      const again = await site.post(discussion, encode(encoding, fields));
      assert.deepEqual([again.status, commentId(again)], [303, commentId(first)]);
      assert.match(await (await site.get(location(again))).text(), /waits for a moderator/);
    });

    it('appears at once when an earlier one from the same browser was approved, and not by the name alone', async () => {
      const first = await site.post(discussion, encode(encoding, aComment({ name: 'Regular', email: 'regular@example.org' })));
      await afterword(site.env, 'comments', 'approve', String(commentId(first)));
      const pretender = await site.post(discussion, encode(encoding, aComment({ name: 'Regular', email: 'regular@example.org' })));
      assert.match(location(pretender), /\?waiting=/);
      const second = await site.post(discussion, encode(encoding, aComment({ name: 'Regular' })), { cookie: receiptOf(first) });
      assert.equal(location(second), `${discussion}#comment-${commentId(second)}`);
    });
  });
}
