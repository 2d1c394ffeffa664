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
const phrases = [
  'cheap replica goods in our shop',
  'best quality for the lowest price',
  'fast delivery to every country',
  'order now and save half of the money',
  'limited offer for new customers',
  'free gift with every order today',
  'visit our online store right now',
  'original brands at a discount',
  'click the link before it is gone',
  'satisfaction guaranteed or money back',
];
/** Different in every sentence from the one before, so that it is no repetition that gives it away. */
const offer = (what: string, number: number) => {
  const round = Math.floor(number / phrases.length);
  const some = [0, 3 + round, 5 + 2 * round].map((step) => phrases[(number + step) % phrases.length]);
  return `Buy ${what}! ${some.join(', ')}: https://${what}-shop-${number}.example/`;
};
const thoughts = [
  'reminds me of a negotiation at work, where we forgot to ask the outcome first',
  'is what my teacher tried to explain, and I only understood it years afterwards',
  'does not fit what I have seen in small companies, where one person decides',
  'helped me in a talk with my landlord, which ended better than it began',
];
const thought = (what: string, number: number) => `What you write about ${what} ${thoughts[number % thoughts.length] ?? ''} (${number}).`;

for (const dialect of dialects) {
  describe(`spam on an open site over ${dialect}`, () => {
    it('is held once a moderator marked the like, with the reason in words, and an ordinary comment still appears', async (test) => {
      const settings = {
        COMMENTS: 'open',
        LIMITS: 'off',
        TRUSTED_PROXIES: '127.0.0.1',
        ...(dialect === 'postgres' ? { DATABASE_URL: (await emptyPostgres()).url } : {}),
      };
      const site = await startSite(settings);
      test.after(() => site.stop());
      let people = 0;
      const send = async (comment: string) => {
        people += 1;
        return commentId(await site.post(discussion, aComment({ comment }), { 'x-forwarded-for': `198.51.100.${people}` }));
      };
      const statusOf = async (id: number) => (await storedComments(site.env['DATABASE_URL'])).find((comment) => comment.id === id)?.status;

      const early = await send(offer('toasters', 40));
      assert.equal(await statusOf(early), 'published', 'nobody said yet what spam is here');
      const spam: number[] = [];
      for (const [number, what] of offers.entries()) spam.push(await send(offer(what, number)));
      const ham: number[] = [];
      for (const [number, what] of subjects.entries()) ham.push(await send(thought(what, number)));
      assert.equal((await afterword(site.env, 'comments', 'spam', ...spam.map(String))).code, 0);
      assert.equal((await afterword(site.env, 'comments', 'approve', ...ham.map(String))).code, 0);

      const late = await send(offer('umbrellas', 41));
      assert.equal(await statusOf(late), 'held');
      const { output } = await afterword(site.env, 'comments', 'show', String(late));
      assert.match(output, /Why: +It resembles comments that were marked as spam here \(\d\d %\)\./);
      assert.equal(
        await statusOf(await send('What you say about humour reminds me of my own negotiations at work and of my teacher.')),
        'published',
      );
      assert.equal(await statusOf(await send('A word about something else entirely.')), 'published');

      assert.equal((await afterword(site.env, 'comments', 'restore', ...spam.map(String))).code, 0);
      assert.equal(await statusOf(await send(offer('raincoats', 42))), 'published', 'all was taken back');
    });
  });
}
