import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { aComment, afterword, commentId, discussion, essay, root, type Site, startSite } from '../support/site.ts';

const email = 'canary+tag.4711@private-canary.example';
const address = '203.0.113.77';
const agent = 'CanaryBrowser/47.11';
const name = 'Canary Control';

/** A text as it might leak, in seven encodings and as it is. */
function disguises(text: string): Map<string, string> {
  const hash = (algorithm: string) => createHash(algorithm).update(text).digest('hex');
  return new Map([
    ['plain', text],
    ['URL-encoded', encodeURIComponent(text)],
    ['as numeric entities', [...text].map((character) => `&#${character.codePointAt(0)};`).join('')],
    ['as hexadecimal entities', [...text].map((character) => `&#x${character.codePointAt(0)?.toString(16)};`).join('')],
    ['base64', Buffer.from(text).toString('base64').replace(/=+$/, '')],
    ['base64url', Buffer.from(text).toString('base64url')],
    ['hex', Buffer.from(text).toString('hex')],
    ['md5', hash('md5')],
    ['sha256', hash('sha256')],
    ['sha256 in base64', createHash('sha256').update(text).digest('base64url').slice(0, 22)],
    ['rot13', text.replace(/[a-z]/gi, (letter) => String.fromCharCode(letter.charCodeAt(0) + (/[a-m]/i.test(letter) ? 13 : -13)))],
    ['backwards', [...text].toReversed().join('')],
  ]);
}

interface Seen {
  where: string;
  bytes: string;
}

/** Every public address, found by following every link, form, feed and the sitemap from the front page on; with all headers. */
async function crawl(site: Site): Promise<Seen[]> {
  const seen: Seen[] = [];
  const known = new Set<string>();
  const waiting = [
    '/',
    '/sitemap.xml',
    '/robots.txt',
    '/feed.xml',
    '/atom.xml',
    '/feed.json',
    '/llms.txt',
    '/nothing/',
    '/healthz',
    discussion,
    `${discussion}?waiting=1.x`,
    `${discussion}?thread=1`,
    '/2008/02/what_outcome_ar/',
    '/about',
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (known.has(next)) continue;
    known.add(next);
    const answer = await site.get(next);
    const body = Buffer.from(await answer.arrayBuffer()).toString('latin1');
    const headers = [...answer.headers].map(([header, value]) => `${header}: ${value}`).join('\n');
    seen.push({ where: `${answer.status} ${next}`, bytes: `${headers}\n\n${body}` });
    const links = [...body.matchAll(/(?:href|src|action|srcset|content)="([^"]*)"|<(?:loc|link|guid)[^>]*>([^<]*)</g)].map(
      ([, one, two]) => one ?? two ?? '',
    );
    for (const link of [...links, answer.headers.get('location') ?? '']) {
      const url = URL.parse(link.replaceAll('&amp;', '&'), `http://localhost:4321${next}`);
      if (link !== '' && url?.origin === 'http://localhost:4321') waiting.push(url.pathname + url.search);
    }
  }
  return seen;
}

for (const mode of ['open', 'hold-first']) {
  describe(`what is private about a commenter, on a site with COMMENTS=${mode}`, () => {
    let site: Site;
    const seen: Seen[] = [];

    before(async () => {
      site = await startSite({ COMMENTS: mode, TRUSTED_PROXIES: '127.0.0.1' });
      const headers = {
        'x-forwarded-for': address,
        'user-agent': agent,
        cookie: `commenter=${encodeURIComponent(JSON.stringify({ email }))}`,
      };
      const post = (fields: Record<string, string>) => site.post(discussion, aComment({ name, email, ...fields }), headers);
      const first = commentId(await post({ comment: 'The first.' }));
      if (mode === 'hold-first') await afterword(site.env, 'comments', 'approve', String(first));
      await post({ comment: 'An answer.', parent: String(first), remember: 'yes' });
      await post({ comment: 'Held: https://a.example https://b.example https://c.example' });
      const gone = commentId(await post({ comment: 'Deleted later.' }));
      await afterword(site.env, 'comments', 'delete', String(gone));
      await post({ comment: '' });
      await post({ comment: 'Nowhere.', parent: '999' });
      for (let fast = 0; fast < 8; fast += 1) await post({ comment: `Too fast ${fast}.` });
      await site.get('/%zz', { headers });

      seen.push(...(await crawl(site)));
      // Another visitor, in every state of error.
      const other = { comment: 'Mine.', name: 'Somebody else', email: 'somebody@example.org' };
      const states: [Record<string, string>, Record<string, string>][] = [
        [{ ...other, comment: '' }, {}],
        [{ ...other, email: 'wrong' }, {}],
        [{ ...other, parent: '999' }, {}],
        [{ ...other, comment: 'The first.', name }, {}],
        [{ ...other, comment: 'x'.repeat(70_000) }, {}],
        [other, { origin: 'https://evil.example' }],
        ...Array.from({ length: 8 }, (_, sent): [Record<string, string>, Record<string, string>] => [
          { ...other, comment: `Mine ${sent}.` },
          {},
        ]),
      ];
      for (const [fields, more] of states) {
        const answer = await site.post(discussion, fields, more);
        seen.push({ where: `${answer.status} to another visitor`, bytes: `${[...answer.headers].join('\n')}\n\n${await answer.text()}` });
      }
    });
    after(() => site.stop());

    it('the crawl is thorough: it found the name, every kind of page and every kind of answer', () => {
      const places = seen.map(({ where }) => where);
      for (const place of [essay, '/feed.xml', '/sitemap.xml', '/archive/', '/authors/mike-moran/', discussion, '/favicon.svg'])
        assert.ok(places.includes(`200 ${place}`), place);
      for (const status of ['301', '404', '422', '413', '429', '403', '303'])
        assert.ok(
          places.some((place) => place.startsWith(status)),
          status,
        );
      assert.ok(
        places.some((place) => place.includes('?reply=')),
        'a reply’s form',
      );
      assert.ok(
        places.some((place) => place.startsWith('200 /_astro/')),
        'styles, scripts and fonts',
      );
      for (const place of [essay, discussion])
        assert.match(seen.find(({ where }) => where === `200 ${place}`)?.bytes ?? '', new RegExp(name), 'the control');
    });

    for (const [what, secret] of Object.entries({ email, address, agent })) {
      it(`the ${what} is in no byte of any answer, in the log or in what was built`, () => {
        const built = globSync('dist/**/*.*', { cwd: root }).map((file) => ({
          where: file,
          bytes: readFileSync(`${root}/${file}`, 'latin1'),
        }));
        assert.ok(built.length > 20);
        for (const { where, bytes } of [...seen, ...built, { where: 'the log', bytes: site.log() }]) {
          for (const [disguise, text] of disguises(secret)) {
            assert.ok(!bytes.toLowerCase().includes(text.toLowerCase()), `${what}, ${disguise}, in ${where}`);
          }
        }
      });
    }

    it('the database keeps no address and no browser, and the command line shows the e-mail to a moderator alone', async () => {
      const bytes = globSync(`${(site.env['DATABASE_URL'] ?? '').slice('file:'.length)}*`)
        .map((file) => readFileSync(file, 'latin1'))
        .join('');
      assert.ok(bytes.includes(email), 'the control');
      for (const secret of [address, agent]) for (const [disguise, text] of disguises(secret)) assert.ok(!bytes.includes(text), disguise);
      assert.match((await afterword(site.env, 'comments', 'show', '1')).output, /canary\+tag/);
      assert.doesNotMatch((await afterword(site.env, 'comments', 'list', 'all')).output, /canary\+tag/);
    });
  });
}
