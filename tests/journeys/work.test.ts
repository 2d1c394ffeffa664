/** A proof of work over HTTP: what forms ask in a flood, and what becomes of comments with a good one, a bad one and none. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { formToken } from '../../src/comments/form.ts';
import { solve } from '../../src/comments/solve.ts';
import { readSecret, seal } from '../../src/site/secret.ts';
import { dialects, emptyPostgres, stopPostgres } from '../support/databases.ts';
import { askForWork, beginFlood } from '../support/flood.ts';
import { aComment, discussion, essay, type Site, startSite } from '../support/site.ts';
import { storedComments } from '../support/stored.ts';

const post = '2008/02/what-outcome-are-you-negotiating-for';
const another = '2026/11/join-the-discussion';
const minute = 60_000;
/** Unlike every other, so that it is no repetition. */
const aThought = () => `Of ${[...String((thoughts += 1))].map((digit) => 'abcdefghij'[Number(digit)]).join('ux')}ia I think otherwise.`;
let thoughts = 0;
const without = /without a proof of work/;
after(stopPostgres);

for (const dialect of dialects) {
  describe(`a site over ${dialect} that asks for work in a flood`, () => {
    let site: Site;
    let people = 0;
    before(async () => {
      const database = dialect === 'postgres' ? { DATABASE_URL: (await emptyPostgres()).url } : {};
      site = await startSite({ COMMENTS: 'open', TRUSTED_PROXIES: '127.0.0.1', ...database });
    });
    after(() => site.stop());

    const form = (of = post, age = minute) =>
      seal(readSecret(site.env['SECRET'] ?? null), 'form', formToken(of, new Date(Date.now() - age - (people += 1))));
    const send = (fields: Record<string, string>) => {
      people += 1;
      return site.post(discussion, fields, { 'x-forwarded-for': `198.51.100.${people}` });
    };
    /** Sends a comment with these fields and says what became of it and why. */
    const fate = async (fields: Record<string, string>) => {
      const comment = aComment({ comment: aThought(), ...fields });
      const answer = await send(comment);
      assert.equal(answer.status, 303);
      const stored = (await storedComments(site.env['DATABASE_URL'])).find(({ text }) => text === comment['comment']);
      const why = stored?.signals.find(({ name }) => name === 'work');
      return { status: stored?.status, work: why?.words ?? '', weight: why?.weight, location: answer.headers.get('location') ?? '' };
    };
    const asks = async (path: string) => /<form[^>]*data-work/.test(await (await site.get(path)).text());

    it('asks nobody and looks at no proof before there is one', async () => {
      await askForWork(site);
      assert.deepEqual([await asks(essay), await asks(discussion)], [false, false]);
      assert.deepEqual(
        { ...(await fate({ made: form() })), location: '' },
        { status: 'published', work: '', weight: undefined, location: '' },
      );
    });

    it('asks in both forms from the comment on with which a flood begins', async () => {
      await beginFlood(site);
      assert.deepEqual([await asks(essay), await asks(discussion)], [true, true]);
    });

    it('publishes a comment with a proof for its form as ever', async () => {
      const made = form();
      const { status, work, weight } = await fate({ made, proof: await solve(made) });
      assert.deepEqual([status, weight], ['published', 0]);
      assert.match(work, /with a proof of work/);
    });

    it('takes a proof for the form an essay comes with', async () => {
      const made = /name="made" value="([^"]+)"/.exec(await (await site.get(essay)).text())?.[1] ?? '';
      const { work } = await fate({ made, proof: await solve(made) });
      assert.match(work, /with a proof of work/);
    });

    it('holds one without, as from a page that was opened before or a browser without script: stored, and shown to its sender', async () => {
      const comment = 'A word without any script.';
      const { status, work, weight, location } = await fate({ made: form(), comment });
      assert.deepEqual([status, weight], ['held', 1]);
      assert.match(work, without);
      assert.match(await (await site.get(location)).text(), /A word without any script\.[\s\S]*/);
    });

    it('takes a proof once, and leads a comment that is sent again to the one that is there', async () => {
      const made = form();
      const fields = aComment({ comment: aThought(), made, proof: await solve(made) });
      const [first, again] = [await send(fields), await send(fields)];
      assert.match(first.headers.get('location') ?? '', /#comment-\d+$/);
      assert.equal(again.headers.get('location'), first.headers.get('location'));
      const { status, work } = await fate({ made, proof: fields['proof'] ?? '' });
      assert.equal(status, 'held');
      assert.match(work, without);
    });

    it('does not use a proof up with a comment that was not stored', async () => {
      const made = form();
      const proof = await solve(made);
      assert.equal((await send(aComment({ made, proof, comment: '' }))).status, 422);
      assert.equal((await send(aComment({ made, proof, parent: '999999' }))).status, 422);
      assert.equal((await fate({ made, proof })).status, 'published');
    });

    it('holds one with a proof that is foreign, too old, too weak or no proof', async () => {
      const [mine, theirs, old, forged] = [form(), form(another), form(post, 7 * 60 * minute), `${form().slice(0, -1)}!`];
      const good = await solve(mine);
      for (const [what, fields] of Object.entries({
        'for a form of another post': { made: theirs, proof: await solve(theirs) },
        'for another form': { made: form(), proof: good },
        'for a form of yesterday': { made: old, proof: await solve(old) },
        'for a form that is none of ours': { made: forged, proof: await solve(forged) },
        'with a piece not found': { made: mine, proof: good.replace(/\d+$/, (number) => String(Number(number) + 9_000_000).slice(0, 7)) },
        'with a piece missing': { made: mine, proof: good.replace(/\.\d+$/, '') },
        'of nothing': { made: mine, proof: 'please' },
      })) {
        const { status, work } = await fate(fields);
        assert.equal(status, 'held', what);
        assert.match(work, without, what);
      }
      assert.equal((await fate({ made: mine, proof: good })).status, 'published', 'the good one was good');
    });
  });
}

describe('a site that asks for no work', () => {
  it('does not in a flood either', async () => {
    const site = await startSite({ COMMENTS: 'open', TRUSTED_PROXIES: '127.0.0.1' });
    try {
      await beginFlood(site);
      for (const path of [essay, discussion]) assert.doesNotMatch(await (await site.get(path)).text(), /data-work/);
      await site.post(discussion, aComment({ comment: 'Said in a flood.' }), { 'x-forwarded-for': '198.51.100.9' });
      const stored = (await storedComments(site.env['DATABASE_URL'])).find(({ text }) => text === 'Said in a flood.');
      assert.ok(stored && stored.signals.every(({ name }) => name !== 'work'));
    } finally {
      await site.stop();
    }
  });
});
