/** Thousands of comments from five hundred networks, in several wordings, at the real site; an ordinary reader comments meanwhile. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { openDatabase } from '../../src/database/open.ts';
import { formToken } from '../../src/comments/form.ts';
import { readSecret, seal } from '../../src/site/secret.ts';
import { dialects, emptyPostgres, stopPostgres } from '../support/databases.ts';
import { aComment, discussion, type Site, startSite } from '../support/site.ts';
import { storedComments } from '../support/stored.ts';

/** Postgres is asked over a connection some twenty times for a comment: there, a fifth shows the same in the same time. */
const postsOver = { sqlite: 10_000, postgres: 2_000 } as const;
const networks = 500;
const atOnce = 16;
const post = '2008/02/what-outcome-are-you-negotiating-for';
/** Sentences with a choice of words in them, as floods are spun. */
const wordings = [
  '{Hello|Hi|Dear} friends, I {made|earned|won} {500|900|7200} dollars {last week|yesterday|this month} working from home with this simple method, and you can do the same: {url}',
  'Replica {watches|handbags|sunglasses} of the best brands, {cheap prices|lowest price}, worldwide delivery within three days, satisfaction guaranteed, order at {url} {now|today}',
  'My {husband|wife|boyfriend} came back to me after {Doctor|Doctor|Priest} Ogudu cast his powerful love spell, contact him on whatsapp {phone} for help with any relationship problem',
  'Excellent article, I {really|truly} enjoyed reading this wonderful post and bookmarked your website, {please|kindly} also visit my homepage about casino bonus codes {url}',
];
after(stopPostgres);

for (const dialect of dialects) {
  const posts = postsOver[dialect];
  describe(`a flood of ${posts.toLocaleString('en')} comments on a site over ${dialect}`, () => {
    let site: Site;
    const waits: number[] = [];
    const ordinary: Response[] = [];
    const answers = new Map<number, number>();
    before(async () => {
      const database = dialect === 'postgres' ? { DATABASE_URL: (await emptyPostgres()).url } : {};
      site = await startSite({ TRUSTED_PROXIES: '127.0.0.1', ...database });
      const made = seal(readSecret(site.env['SECRET'] ?? null), 'form', formToken(post, new Date(Date.now() - 60_000)));
      let next = 0;
      const flooding = new AbortController();
      const flood = async () => {
        for (let number = next++; number < posts; number = next++) {
          const network = number % networks;
          const answer = await site.post(discussion, spam(number), { 'x-forwarded-for': `10.${network >> 8}.${network & 255}.7` });
          await answer.arrayBuffer();
          answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
        }
      };
      const reader = async () => {
        while (!flooding.signal.aborted) {
          const fields = aComment({
            made,
            comment: `What I take from this essay, thought ${waits.length}: ask for the outcome before you ask for the price.`,
          });
          const started = performance.now();
          const answer = await site.post(discussion, fields, { 'x-forwarded-for': `192.0.2.${(waits.length % 250) + 1}` });
          await answer.arrayBuffer();
          waits.push(performance.now() - started);
          ordinary.push(answer);
        }
      };
      const sent = Promise.all(Array.from({ length: atOnce }, flood)).finally(() => flooding.abort());
      await Promise.all([sent, reader()]);
    });
    after(() => site.stop());

    it('publishes nothing of it', async () => {
      const stored = await storedComments(site.env['DATABASE_URL']);
      assert.equal(stored.filter(({ status }) => status === 'published').length, 0);
      assert.ok(stored.length > networks, `${stored.length} were stored`);
    });

    it('answers every one of them, and loses nobody: they wait or are told to', () => {
      for (const status of answers.keys()) assert.ok([303, 429].includes(status), String(status));
      assert.equal(
        [...answers.values()].reduce((sum, count) => sum + count, 0),
        posts,
      );
    });

    it('lets an ordinary reader comment meanwhile, and says how long that took', (test) => {
      const p95 = waits.toSorted((one, other) => one - other)[Math.floor(waits.length * 0.95)] ?? Infinity;
      test.diagnostic(
        `${waits.length} comments meanwhile, 95 % within ${p95.toFixed(0)} ms; answers to the flood: ${JSON.stringify([...answers])}`,
      );
      assert.ok(
        ordinary.every(({ status }) => status === 303),
        'each is accepted',
      );
    });

    it('leaves a handful of waves to decide on', async (test) => {
      const database = await openDatabase(site.env['DATABASE_URL'] ?? '');
      try {
        const ofWaves = sql<{ count: number }>`select count(*) as count from comments where text not like 'What I take%' group by wave`;
        const { rows: waves } = await database.read((tables) => ofWaves.execute(tables));
        test.diagnostic(`waves of ${waves.map(({ count }) => String(count)).join(', ')}`);
        assert.ok(waves.length <= 3 * wordings.length, `${waves.length} waves`);
      } finally {
        await database.close();
      }
    });
  });
}

function spam(number: number): Record<string, string> {
  let turn = number;
  const comment = (wordings[number % wordings.length] ?? '')
    .replaceAll('{url}', `https://offer-${number % 97}.example/${number}`)
    .replaceAll('{phone}', `+1 555 010 ${String(number).padStart(4, '0')}`)
    .replace(/\{([^}]*)\}/g, (_, choices: string) => {
      turn = Math.imul(turn, 48_271) + 11;
      const options = choices.split('|');
      return options[Math.abs(turn) % options.length] ?? '';
    });
  return {
    comment,
    name: `Winner ${number}`,
    email: `winner-${number}@example.com`,
    ...(number % 3 === 0 ? { company: 'Offers Inc.' } : {}),
  };
}
