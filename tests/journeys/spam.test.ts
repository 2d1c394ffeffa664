import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { dialects, emptyPostgres, stopPostgres } from '../support/databases.ts';
import { aComment, afterword, commentId, discussion, startSite } from '../support/site.ts';
import { storedComments } from '../support/stored.ts';

after(stopPostgres);

const offers = [
  'watches',
  'handbags',
  'perfume',
  'sunglasses',
  'sneakers',
  'jewellery',
  'cameras',
  'phones',
  'tablets',
  'software',
  'tickets',
  'coupons',
];
const subjects = [
  'scope',
  'deadlines',
  'trust',
  'silence',
  'anger',
  'patience',
  'price',
  'listening',
  'preparation',
  'fairness',
  'power',
  'time',
];
const offer = (what: string) => `Buy cheap replica ${what} in our shop today, best quality, fast delivery: https://shop.example/${what}`;
const thought = (what: string) =>
  `What you write about ${what} reminds me of a negotiation at work, where we forgot to ask the outcome first.`;

for (const dialect of dialects) {
  describe(`spam on an open site over ${dialect}`, () => {
    it('is held once a moderator marked the like, with the reason in words, and an ordinary comment still appears', async (test) => {
      const settings = {
        COMMENTS: 'open',
        LIMITS: 'off',
        ...(dialect === 'postgres' ? { DATABASE_URL: (await emptyPostgres()).url } : {}),
      };
      const site = await startSite(settings);
      test.after(() => site.stop());
      const send = async (comment: string) => commentId(await site.post(discussion, aComment({ comment })));
      const statusOf = async (id: number) => (await storedComments(site.env['DATABASE_URL'])).find((comment) => comment.id === id)?.status;

      const early = await send(offer('toasters'));
      assert.equal(await statusOf(early), 'published', 'nobody said yet what spam is here');
      const spam: number[] = [];
      for (const what of offers) spam.push(await send(offer(what)));
      const ham: number[] = [];
      for (const what of subjects) ham.push(await send(thought(what)));
      assert.equal((await afterword(site.env, 'comments', 'spam', ...spam.map(String))).code, 0);
      assert.equal((await afterword(site.env, 'comments', 'approve', ...ham.map(String))).code, 0);

      const late = await send(offer('umbrellas'));
      assert.equal(await statusOf(late), 'held');
      const { output } = await afterword(site.env, 'comments', 'show', String(late));
      assert.match(output, /Why: +It resembles comments that were marked as spam here \(\d\d %\)\./);
      assert.equal(await statusOf(await send(thought('humour'))), 'published');
      assert.equal(await statusOf(await send('A word about something else entirely.')), 'published');

      assert.equal((await afterword(site.env, 'comments', 'restore', ...spam.map(String))).code, 0);
      assert.equal(await statusOf(await send(offer('raincoats'))), 'published', 'all was taken back');
    });
  });
}
