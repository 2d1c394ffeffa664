import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { aComment, afterword, commentId, discussion, essay, type Site, startSite } from '../support/site.ts';

describe('a comment, on a site that holds first comments', () => {
  let site: Site;
  before(async () => {
    site = await startSite();
  });
  after(() => site.stop());

  it('waits, is shown to its author alone, is approved from the command line and then read by everybody', async () => {
    const answer = await site.post(discussion, aComment({ comment: 'A *quiet* word.' }));
    assert.equal(answer.status, 303);
    const id = commentId(answer);
    const mine = await (await site.get(answer.headers.get('location') ?? '')).text();
    assert.match(mine, /waits for a moderator/);
    assert.match(mine, /A <em>quiet<\/em> word\./);
    assert.doesNotMatch(await (await site.get(discussion)).text(), /quiet/);

    const { code, output } = await afterword(site.env, 'comments', 'approve', String(id));
    assert.deepEqual([code, output.trim()], [0, `${id}  published`]);
    const page = await (await site.get(essay)).text();
    assert.match(page, new RegExp(`id="comment-${id}"`));
    assert.match(page, /A <em>quiet<\/em> word\./);
  });
});
