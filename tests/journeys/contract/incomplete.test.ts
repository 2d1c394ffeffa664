import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { encode, encodings, readPage } from '../../support/form.ts';
import { aComment, afterword, commentId, discussion, type Site, startSite } from '../../support/site.ts';
import { storedComments } from '../../support/stored.ts';

const elsewhere = '/2026/11/join-the-discussion/comments/';
const hard = '\n\n  </textarea><blink> "quoted" \'single\' a < b && c > d &amp; &lt;\n\nend';

describe('a form that is incomplete or malformed', () => {
  let site: Site;
  before(async () => {
    site = await startSite({ COMMENTS: 'open', LIMITS: 'off' });
  });
  after(async () => {
    assert.deepEqual(
      (await storedComments(site.env['DATABASE_URL'])).filter(({ text }) => !text.startsWith('Parent')),
      [],
      'nothing that was refused is stored',
    );
    await site.stop();
  });

  for (const encoding of encodings) {
    const send = (fields: Iterable<[string, string]> | Record<string, string>, address = discussion) =>
      site.post(address, encode(encoding, fields));
    const wrong: [what: string, fields: Record<string, string>, problems: Record<string, RegExp>][] = [
      [
        'nothing in it',
        { comment: '', name: '', email: '' },
        { comment: /^Write your comment/, name: /^Enter your name/, email: /^Enter your email/ },
      ],
      [
        'only spaces and invisible characters',
        { comment: ' \n\u0000\ufeff ', name: '\u200b\u202e' },
        { comment: /^Write/, name: /^Enter your name/ },
      ],
      ['an e-mail address that is none', { email: 'me at home' }, { email: /in the form name@example\.org/ }],
      ['two addresses in one field', { email: 'a@example.org,b@example.org' }, { email: /in the form/ }],
      ['a website that is a script', { website: 'javascript:alert(1)' }, { website: /starts with https/ }],
      ['a website with a password in it', { website: 'https://user:secret@example.org/' }, { website: /starts with https/ }],
      ['a name of 246 bytes', { name: 'é'.repeat(123) }, { name: /longer than 245 bytes/ }],
      ['an e-mail address of 101 bytes', { email: `${'a'.repeat(89)}@example.org` }, { email: /100 bytes/ }],
      ['a website of more than 200 bytes', { website: `https://example.org/${'a'.repeat(181)}` }, { website: /200 bytes/ }],
      ['10,001 characters', { comment: 'a'.repeat(10_001) }, { comment: /10,001 characters, and 10,000 fit/ }],
      [
        'everything wrong at once',
        { comment: '', name: '', email: 'x', website: 'ftp://x.org' },
        { comment: /./, name: /./, email: /./, website: /./ },
      ],
    ];
    for (const [what, fields, problems] of wrong) {
      it(`with ${what} (${encoding}) is answered 422 with one message per field`, async () => {
        const answer = await send(aComment(fields));
        const page = readPage(await answer.text());
        assert.equal(answer.status, 422);
        assert.match(page.title, /^Error: /);
        assert.match(page.textOf('problems') ?? '', /There is a problem/);
        for (const field of ['comment', 'name', 'email', 'website']) {
          const message = page.textOf(`${field}-problem`)?.trim();
          const expected = problems[field];
          if (!expected) assert.equal(message, undefined, `no message at ${field}`);
          else {
            assert.match(message ?? '', expected);
            assert.ok(page.textOf('problems')?.includes(message ?? ''), 'the summary uses the same words');
          }
        }
      });
    }

    it(`keeps what was typed, whatever it is (${encoding})`, async () => {
      const fields = { comment: hard, name: '"><blink>&amp;', email: 'not "one"', website: `javascript:'<&"` };
      const answer = await send(fields);
      assert.equal(answer.status, 422);
      const page = readPage(await answer.text());
      assert.equal(page.valueOf('comment'), hard);
      for (const field of ['name', 'email', 'website'] as const) assert.equal(page.valueOf(field), fields[field]);
      assert.ok(!page.elements.has('blink'), 'as text, and not as markup');
    });

    it(`keeps the tick at “Save my name” and which comment is answered (${encoding})`, async () => {
      const parent = commentId(await send(aComment({ comment: `Parent ${encoding}` })));
      const html = await (await send(aComment({ email: '', remember: 'yes', parent: String(parent) }))).text();
      assert.match(html, /<input[^>]*id="remember"[^>]* checked/);
      assert.match(html, new RegExp(`name="parent" value="${parent}"`));
      assert.doesNotMatch(await (await send(aComment({ email: '' }))).text(), /<input[^>]*id="remember"[^>]* checked/);
    });

    it(`with a field twice is answered 422 at that field (${encoding})`, async () => {
      const answer = await send([...Object.entries(aComment()), ['name', 'Somebody else']]);
      assert.equal(answer.status, 422);
      assert.match(readPage(await answer.text()).textOf('name-problem') ?? '', /arrived in a way that cannot be read/);
    });

    it(`whose parent is elsewhere, waits, was deleted or never was is answered 422 with the text kept (${encoding})`, async () => {
      const published = async (address: string) => commentId(await send(aComment({ comment: `Parent ${Math.random()}` }), address));
      const deleted = await published(discussion);
      await afterword(site.env, 'comments', 'delete', String(deleted));
      const held = commentId(await send(aComment({ comment: `Parent held ${encoding}`, company: 'a trap' })));
      for (const parent of [await published(elsewhere), deleted, held, 999_999_999, -1, '1e1', '0x1', "1' or '1'='1", '9'.repeat(40)]) {
        const answer = await send(aComment({ parent: String(parent), comment: 'Kept text.' }));
        const page = readPage(await answer.text());
        assert.equal(answer.status, 422, String(parent));
        assert.match(page.textOf('problems') ?? '', /The comment you are answering is not there any more/);
        assert.equal(page.valueOf('comment'), 'Kept text.');
      }
    });
  }

  it('with a file where text belongs is answered 422', async () => {
    const form = new FormData();
    for (const [name, value] of Object.entries(aComment())) form.append(name, name === 'comment' ? new Blob(['text']) : value);
    const answer = await site.post(discussion, form);
    assert.equal(answer.status, 422);
    assert.match(readPage(await answer.text()).textOf('comment-problem') ?? '', /cannot be read/);
  });

  it('that is damaged multipart is answered 400, and the page says what to do', async () => {
    const answer = await site.get(discussion, {
      method: 'POST',
      body: 'no boundary here',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    });
    assert.equal(answer.status, 400);
    assert.match(await answer.text(), /arrived damaged\. Please send it again/);
  });
});
