/** Who may see and do what under /moderation/, whatever the spelling: every route there is, found in the file system. */
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Act, may, type Moderator, type Role } from '../../src/moderation/moderator.ts';
import { newLink, signIn, signInBy, type SignedInBrowser } from '../support/moderator.ts';
import { askRaw, type RawAnswer, sendRaw } from '../support/raw.ts';
import { aComment, discussion, root, type Site, siteUrl, startSite } from '../support/site.ts';

/** Pages that are for those who are not signed in. */
const open = new Set(['/moderation/sign-in/', '/moderation/sign-in/link/', '/moderation/sign-in/passkey/']);
/** What a page is about, where that is not comments. */
const acts: Record<string, Act> = {
  '/moderation/account/': 'account',
  '/moderation/account/passkey/': 'account',
  '/moderation/sign-out/': 'account',
  '/moderation/rules/': 'rules',
  '/moderation/bans/': 'bans',
};
/** Pages that everybody signed in may read, whoever may change what is on them. */
const readable = new Set(['/moderation/rules/']);

const routes = globSync('moderation/**/*.{astro,ts}', { cwd: join(root, 'src/pages') })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !/(^|\/)_/.test(file))
  .map((file) => `/${file.replace(/\.\w+$/, '/').replace(/(^|\/)index\/$/, '$1')}`)
  // A part of an address that can be anything is tried with something.
  .map((route) => route.replace(/\[\.{0,3}\w+\]/g, '1'))
  .sort();
const guarded = routes.filter((route) => !open.has(route));

/** Other ways to write a path, as attackers try them. The front door settles which of them mean the same. */
function spellings(path: string): string[] {
  const inner = path.slice(1, -1);
  const first = inner.charAt(0).charCodeAt(0).toString(16);
  return [
    path.slice(0, -1),
    `${path}/`,
    `/${path}`,
    `/.${path}`,
    `/x/..${path}`,
    `/x/%2e%2e${path}`,
    `/${inner.toUpperCase()}/`,
    `/${inner.charAt(0).toUpperCase()}${inner.slice(1)}/`,
    `/%${first}${inner.slice(1)}/`,
    `/%25${first}${inner.slice(1)}/`,
    `/${inner.replaceAll('/', '%2f')}%2f`,
    `/${inner.replaceAll('/', '%2F')}/`,
    `/${inner.replaceAll('/', '%252f')}%252f`,
    `/${inner.replaceAll('/', '//')}//`,
    `/${inner.replaceAll('/', '\\')}\\`,
    `/${inner}.`,
    `/${inner}./`,
    `/${inner}../`,
    `/${inner};/`,
    `/${inner};x=1/`,
    `/${inner}%20/`,
    `/${inner}%00/`,
    `/${inner}.html`,
    `/${inner}/index.html`,
    `${path}?`,
    `${path}?token=x&session=1&role=owner`,
    `${path}#`,
    `http://localhost${path}`,
  ];
}

describe('every route of moderation', () => {
  let site: Site;
  let anyone: Record<string, { cookie: string; token: string; moderator: Pick<Moderator, 'role' | 'author'> | null }>;
  const browsers: Partial<Record<Role, SignedInBrowser>> = {};

  before(async () => {
    site = await startSite({ COMMENTS: 'open', LIMITS: 'off' });
    const commented = await site.post(discussion, aComment({ remember: 'yes' }));
    const receipt = commented.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    for (const role of ['owner', 'moderator', 'author'] as const) browsers[role] = await signIn(site, role);
    const ended = await signIn(site, 'owner');
    await ended.post('/moderation/sign-out/');
    const signedIn = (role: Role) => ({
      cookie: browsers[role]?.cookie ?? '',
      token: browsers[role]?.token ?? '',
      moderator: { role, author: null },
    });
    const token = browsers.owner?.token ?? '';
    anyone = {
      nobody: { cookie: '', token, moderator: null },
      'a commenter': { cookie: receipt.join('; '), token, moderator: null },
      'somebody signed out': { cookie: ended.cookie, token: ended.token, moderator: null },
      'somebody with a made-up cookie': { cookie: `session=${'A'.repeat(43)}`, token, moderator: null },
      'somebody with the cookie of another name': {
        cookie: signedIn('owner').cookie.replace('session', '__Host-session'),
        token,
        moderator: null,
      },
      'an author of no post': signedIn('author'),
      'a moderator': signedIn('moderator'),
      'an owner': signedIn('owner'),
    };
  });
  after(() => site.stop());

  const lines = (cookie: string, ...more: string[]) => [...(cookie ? [`Cookie: ${cookie}`] : []), ...more];
  const mayBe = (route: string, { moderator }: { moderator: Pick<Moderator, 'role' | 'author'> | null }) =>
    moderator !== null && may({ id: 0, name: '', email: '', ...moderator }, acts[route] ?? 'discussion');

  /** Something of moderation that only those signed in see. */
  const shows = (answer: RawAnswer | null) => answer?.status === 200 && /Signed in as|name="token"/.test(answer.body);
  const isRefusal = (answer: RawAnswer | null) =>
    [400, 403, 404, 405, 421].includes(answer?.status ?? 0) ||
    ([301, 303].includes(answer?.status ?? 0) && (answer?.headers.get('location') ?? '').startsWith('/moderation/'));

  it('is known to this test', () => {
    assert.ok(guarded.length >= 3, routes.join());
    for (const route of open) assert.ok(routes.includes(route), `${route} is not there any more`);
    for (const route of Object.keys(acts).filter((known) => /account|sign-out/.test(known))) assert.ok(routes.includes(route), route);
  });

  it('shows its account page to everybody signed in, so that what others are refused is there', async () => {
    for (const [who, one] of Object.entries(anyone))
      assert.equal(shows(await askRaw(site.url, '/moderation/account/', lines(one.cookie))), one.moderator !== null, who);
  });

  for (const route of guarded) {
    it(`${route} is seen by those who may and by nobody else, however it is spelled`, async () => {
      for (const [who, one] of Object.entries(anyone)) {
        const answers = await Promise.all([route, ...spellings(route)].map((path) => askRaw(site.url, path, lines(one.cookie))));
        for (const [index, answer] of answers.entries()) {
          const path = [route, ...spellings(route)][index];
          assert.ok(answer && answer.status < 500, `${who} ${path}: ${answer?.status}`);
          if (mayBe(route, one) || (readable.has(route) && one.moderator !== null)) continue;
          assert.ok(!shows(answer) || one.moderator !== null, `${who} sees ${path}`);
          // An author sees the pages about comments, with nothing on them that is not under posts of their own.
          if (one.moderator === null || (acts[route] ?? 'discussion') !== 'discussion')
            assert.ok(isRefusal(answer), `${who} ${path}: ${answer.status} ${answer.headers.get('location')}`);
        }
      }
    });

    it(`${route} takes a form from those who may, with their own token, from this site, as a form, and from nobody else`, async () => {
      const form = 'application/x-www-form-urlencoded';
      const owner = anyone['an owner'];
      assert.ok(owner);
      const same = await signInBy(site, await newLink(site, browsers.owner?.email ?? ''));
      const post = (cookie: string, type: string, token: string, more: string[] = [], method = 'POST') => {
        // Nothing is asked for, so that whoever gets through changes nothing here.
        const body = `token=${encodeURIComponent(token)}&nothing=1`;
        const head = [`${method} ${route} HTTP/1.1`, 'Host: localhost:4321', ...lines(cookie, `Content-Type: ${type}`, ...more)];
        return sendRaw(site.url, [...head, `Content-Length: ${body.length}`, 'Connection: close', '', body].join('\r\n'));
      };
      for (const [who, one] of Object.entries(anyone)) {
        if (who === 'an owner') continue;
        if (!mayBe(route, one) && one.moderator === null) {
          const answer = await post(one.cookie, form, one.token);
          assert.ok([303, 403, 405].includes(answer?.status ?? 0), `${who}: ${answer?.status}`);
          if (answer?.status === 303) assert.match(answer.headers.get('location') ?? '', /^\/moderation\/sign-in\//, who);
        }
        if (one.moderator !== null && acts[route] === 'rules' && !mayBe(route, one))
          assert.equal((await post(one.cookie, form, one.token))?.status, 403, who);
      }
      const tokens = [
        '',
        'x',
        same.token,
        owner.token.slice(0, -1),
        `${owner.token}=`,
        owner.token.toUpperCase(),
        browsers.moderator?.token ?? '',
      ];
      for (const token of tokens)
        assert.ok([403, 405].includes((await post(owner.cookie, form, token))?.status ?? 0), `the token “${token}”`);
      for (const type of ['application/json', 'text/plain', 'application/xml', 'x'])
        assert.ok([415, 405].includes((await post(owner.cookie, type, owner.token))?.status ?? 0), type);
      for (const origin of [
        'Origin: https://evil.example',
        'Origin: null',
        `Origin: ${siteUrl}.evil.example`,
        'Sec-Fetch-Site: cross-site',
        'Sec-Fetch-Site: same-site',
      ])
        assert.ok([403, 405].includes((await post(owner.cookie, form, owner.token, [origin]))?.status ?? 0), origin);
      for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'])
        assert.equal((await post(owner.cookie, form, owner.token, [], method))?.status, 405, method);
      const own = await browsers.owner?.get('/moderation/account/');
      assert.equal(own?.status, 200, 'a good session outlived all of that');
    });
  }
});
