import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { metaOf, rawText, readPage } from '../support/built.ts';
import { itemsOf, microformats, textsOf } from '../support/microformats.ts';
import { aComment, afterword, commentId, discussion, essay, type Site, siteUrl, startSite } from '../support/site.ts';
import { blocksOf, checkComments, nodeOf } from '../support/structured.ts';

describe('what machines are told of a discussion', () => {
  let site: Site;
  before(async () => {
    site = await startSite({ COMMENTS: 'open', LIMITS: 'off' });
  });
  after(() => site.stop());

  const page = async () => readPage(essay, await (await site.get(essay)).text());
  const said = async () => {
    const post = nodeOf(await page(), 'BlogPosting');
    return { count: post['commentCount'], comments: checkComments(post) };
  };
  const send = async (fields: Record<string, string> = {}) => commentId(await site.post(discussion, aComment(fields)));
  let first = 0;

  it('is that there is none, as long as there is none', async () => {
    assert.deepEqual(await said(), { count: 0, comments: [] });
  });

  it('is every comment of the page and how many there are, from the moment readers see them, replies inside what they answer', async () => {
    first = await send({ name: 'Ada', comment: 'One *thought*.\n\nAnd </script><!-- another & "so".', website: 'https://ada.example/' });
    const reply = await send({ name: 'Grace', comment: 'A reply.', parent: String(first) });
    const { count, comments } = await said();
    assert.equal(count, 2);
    assert.deepEqual(
      comments.map(({ url, text, author }) => [url, text, author]),
      [
        [`${siteUrl}${essay}#comment-${first}`, 'One *thought*.\n\nAnd </script><!-- another & "so".', { '@type': 'Person', name: 'Ada' }],
        [`${siteUrl}${essay}#comment-${reply}`, 'A reply.', { '@type': 'Person', name: 'Grace' }],
      ],
    );
    assert.equal(checkComments(comments[0] ?? {}).length, 1, 'the reply is inside the first');
  });

  it('names the picture that the built page has, which is served for ever, and the discussion shares it', async () => {
    const built = await page();
    const [picture = ''] = metaOf(built, 'og:image');
    assert.deepEqual([nodeOf(built, 'BlogPosting')['image']], [picture]);
    assert.deepEqual(metaOf(readPage(discussion, await (await site.get(discussion)).text()), 'og:image'), [picture]);
    const answer = await site.get(new URL(picture).pathname);
    assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'image/png']);
    assert.match(answer.headers.get('cache-control') ?? '', /immutable/);
  });

  it('cannot end the element it stands in, whatever visitors wrote', async () => {
    for (const block of blocksOf(await page())) assert.doesNotMatch(rawText(block), /[<>&\u2028\u2029]/);
  });

  it('is the same in microformats: each comment a citation with author, date, address and text', async () => {
    const entry = microformats((await page()).tree, siteUrl + essay).find(({ types }) => types.includes('h-entry'));
    const comments = itemsOf(entry, 'comment');
    const { comments: structured } = await said();
    assert.deepEqual(
      comments.map((comment) => [
        textsOf(comment, 'url')[0],
        textsOf(comment, 'published')[0],
        textsOf(itemsOf(comment, 'author')[0], 'name')[0],
      ]),
      structured.map(({ url, datePublished, author }) => [url, datePublished, Object(author).name]),
    );
    assert.deepEqual(textsOf(itemsOf(comments[0], 'author')[0], 'url'), ['https://ada.example/']);
    for (const comment of comments) assert.ok(comment.types.includes('h-cite') && textsOf(comment, 'content').length === 1);
  });

  it('forgets what a moderator removed, and keeps its replies', async () => {
    assert.equal((await afterword(site.env, 'comments', 'delete', String(first))).code, 0);
    const { count, comments } = await said();
    assert.deepEqual([count, comments.map(({ text }) => text)], [1, ['A reply.']]);
  });

  it('is no address of anybody', async () => {
    assert.doesNotMatch((await page()).html, /@example\.org/);
  });
});
