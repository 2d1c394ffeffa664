import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { encode, encodings, readPage } from '../../support/form.ts';
import { askRaw, sendRaw } from '../../support/raw.ts';
import { aComment, discussion, essay, type Site, siteUrl, startSite } from '../../support/site.ts';
import { storedComments } from '../../support/stored.ts';

const largest = 256 * 1_024;

describe('a POST that is refused', () => {
  let site: Site;
  before(async () => {
    site = await startSite({ COMMENTS: 'open', LIMITS: 'off' });
  });
  after(() => site.stop());

  for (const encoding of encodings) {
    it(`from another site is answered 403 (${encoding})`, async () => {
      const before = (await storedComments(site.env['DATABASE_URL'])).length;
      const headers: Record<string, string>[] = [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { 'sec-fetch-site': 'cross-site', origin: siteUrl },
        { 'sec-fetch-site': '' },
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { origin: 'http://localhost:4321.evil.example' },
        { origin: `${siteUrl}@evil.example` },
        { origin: '' },
      ];
      for (const foreign of headers) {
        assert.equal((await site.post(discussion, encode(encoding, aComment()), foreign)).status, 403, JSON.stringify(foreign));
      }
      assert.equal((await storedComments(site.env['DATABASE_URL'])).length, before);
    });

    it(`is none when it comes from our own page or from a program (${encoding})`, async () => {
      const headers: Record<string, string>[] = [
        { 'sec-fetch-site': 'same-origin', origin: siteUrl },
        { 'sec-fetch-site': 'none' },
        { origin: siteUrl },
        { origin: new URL(site.url).origin },
        {},
      ];
      for (const own of headers) {
        assert.equal((await site.post(discussion, encode(encoding, aComment()), own)).status, 303, JSON.stringify(own));
      }
    });

    it(`to a post that is not there is answered 404 (${encoding})`, async () => {
      for (const address of ['/2008/02/nothing/comments/', '/2008/02/what-outcome/comments/', '/1/2/3/comments/', '/comments/']) {
        const answer = await site.post(address, encode(encoding, aComment()));
        assert.equal(answer.status, 404, address);
        assert.match(await answer.text(), /There is no page here/);
      }
    });

    it(`with a comment of more than 65,525 bytes is answered 413, one with fewer 422 (${encoding})`, async () => {
      const answer = await site.post(discussion, encode(encoding, aComment({ comment: 'ä'.repeat(32_763) })));
      assert.equal(answer.status, 413);
      assert.match(readPage(await answer.text()).textOf('comment-problem') ?? '', /Shorten your comment: it has 32,763 characters/);
      assert.equal((await site.post(discussion, encode(encoding, aComment({ comment: 'ä'.repeat(32_762) })))).status, 422);
    });
  }

  const form = 'Content-Type: application/x-www-form-urlencoded';
  const post = (lines: readonly string[], body: string) =>
    sendRaw(site.url, [`POST ${discussion} HTTP/1.1`, 'Host: localhost', ...lines, '', body].join('\r\n'));

  it('for its size is answered 413 by the length it announces, before a byte of it is read', async () => {
    const answer = await post([form, `Content-Length: ${largest + 1}`], '');
    assert.deepEqual([answer?.status, answer?.headers.get('connection')], [413, 'close']);
  });

  it('for its size is answered 413 when all of it is sent at once', async () => {
    const body = `comment=${'a'.repeat(8 * largest)}`;
    assert.equal((await post([form, `Content-Length: ${body.length}`], body))?.status, 413);
  });

  it('for its size is answered 413 by what arrives, when it announces nothing', async () => {
    const chunk = `10000\r\n${'a'.repeat(65_536)}\r\n`;
    assert.equal((await post([form, 'Transfer-Encoding: chunked'], chunk.repeat(5)))?.status, 413);
    assert.equal((await post([form, 'Transfer-Encoding: chunked'], `${chunk.repeat(64)}0\r\n\r\n`))?.status, 413);
  });

  it('is none for its size at exactly the limit, with every byte of the comment written as %XX', async () => {
    const body = `comment=${'%61'.repeat(10_000)}&name=Exact&email=exact@example.org&pad=`;
    const answer = await site.get(discussion, {
      method: 'POST',
      body: body + 'p'.repeat(largest - body.length),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    assert.equal(answer.status, 303);
  });

  it('of a type that no form sends is answered 415', async () => {
    for (const type of [
      'application/json',
      'text/plain',
      'application/x-www-form-urlencoded-not',
      'multipart/mixed; boundary=x',
      '',
      'x',
    ]) {
      const answer = await site.get(discussion, { method: 'POST', body: Buffer.from('{}'), headers: { 'content-type': type } });
      assert.equal(answer.status, 415, type);
    }
    assert.equal((await post(['Content-Length: 2', 'Connection: close'], '{}'))?.status, 415);
    assert.equal((await site.get(discussion, { method: 'POST' })).status, 415);
  });

  it('goes by any spelling of the right type', async () => {
    for (const type of ['Application/X-WWW-Form-URLEncoded', 'application/x-www-form-urlencoded; charset=UTF-8']) {
      const body = new URLSearchParams(aComment()).toString();
      assert.equal((await site.get(discussion, { method: 'POST', body, headers: { 'content-type': type } })).status, 303, type);
    }
  });

  it('to an address that takes none is answered 405 with what it allows', async () => {
    for (const address of ['/', essay, '/about/', '/feed.xml', '/robots.txt', '/healthz', discussion.slice(0, -1)]) {
      const answer = await site.post(address, aComment());
      assert.deepEqual([answer.status, answer.headers.get('allow')], [405, 'GET, HEAD'], address);
    }
  });

  it('is not the only one: every other method is answered 405 with what is allowed', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'CONNECT']) {
      for (const address of [discussion, essay, '/nothing/']) {
        const answer = await askRaw(site.url, address, [], method);
        // CONNECT names no address of ours, so what is allowed there is what is allowed anywhere.
        const allowed = address === discussion || method === 'CONNECT' ? 'GET, HEAD, POST' : 'GET, HEAD';
        assert.deepEqual([answer?.status, answer?.headers.get('allow')], [405, allowed], `${method} ${address}`);
      }
    }
  });
});

describe('a POST to a closed discussion', () => {
  let site: Site;
  before(async () => {
    site = await startSite({ COMMENTS: 'closed' });
  });
  after(() => site.stop());

  for (const encoding of encodings) {
    it(`is answered 403 and gives the text back (${encoding})`, async () => {
      const answer = await site.post(discussion, encode(encoding, aComment({ comment: 'Too late?' })));
      const page = readPage(await answer.text());
      assert.equal(answer.status, 403);
      assert.match(page.title, /^Error: /);
      assert.match(page.textOf('problems') ?? '', /There is a problem.*Comments are closed here/s);
      assert.equal(page.valueOf('comment'), 'Too late?');
      assert.deepEqual(await storedComments(site.env['DATABASE_URL']), []);
    });
  }

  it('is not invited: the pages show no form', async () => {
    for (const address of [essay, discussion]) {
      const page = await (await site.get(address)).text();
      assert.match(page, /Comments are closed/);
      assert.doesNotMatch(page, /<form[^>]* data-discussion/);
    }
  });
});
