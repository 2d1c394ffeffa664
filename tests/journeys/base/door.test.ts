/** Where a site below a path ends, and what comes of its visitors, without script. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { newLink, type SignedInBrowser, signIn, useLink } from '../../support/moderator.ts';
import { askRaw } from '../../support/raw.ts';
import { aComment, discussion as discussionFromRoot, essay as essayFromRoot, type Site, siteUrl } from '../../support/site.ts';
import { base, startSiteBelow } from '../../support/site-below.ts';
import { until } from '../../support/until.ts';

const essay = base + essayFromRoot;
const discussion = base + discussionFromRoot;

describe(`a site below ${base}`, () => {
  let site: Site;
  let owner: SignedInBrowser;
  before(async () => {
    site = await startSiteBelow({ LIMITS: 'off' });
    owner = await signIn(site);
  });
  after(() => site.stop());

  const page = async (path: string, headers: Record<string, string> = {}) => (await site.get(path, { headers })).text();
  const location = (answer: Response) => answer.headers.get('location') ?? '';

  describe('at its borders', () => {
    it('answers nothing outside of them, in a sentence', async () => {
      const outside = [
        '/',
        '/about/',
        '/blogger/',
        '/blogger/about/',
        '/blog.md',
        '/blog-/',
        '/Blog/',
        '/BLOG/about/',
        '/moderation/',
        '/xblog/',
      ];
      const encoded = [
        '/blog%20/about/',
        '/blog%3b/about/',
        '/blog%E2%81%84about/',
        '/%62logger/',
        '/blo%67%67er/about/',
        '/blog%252f/',
        '/blog%252fabout/',
      ];
      const inner = ['/_astro/', '/regions/trending/', '/404.html', '/_image', '/favicon.svg', '/blogger/moderation/', '/feed.xml'];
      for (const path of [...outside, ...encoded, ...inner]) {
        const answer = await askRaw(site.url, path);
        assert.equal(answer?.status, 404, path);
        assert.equal(answer?.headers.get('content-type'), 'text/plain; charset=utf-8', path);
        assert.match(answer?.body ?? '', /The site is at \/blog\/\./, path);
      }
      assert.equal((await site.post('/moderation/', { do: 'x' })).status, 404);
    });

    it('cannot be talked across them', async () => {
      for (const path of [
        '/blog%2fabout/',
        '/blog%5cabout/',
        '//blog/about/',
        '/blog//about/',
        '/blog/../blog/about/',
        '/x/../blog/about/',
        '/blog/%2e%2e/about/',
        '/blog/..',
        '/%2fblog/about/',
      ])
        assert.equal((await askRaw(site.url, path))?.status, 400, path);
      for (const path of [
        '/blog/regions/trending/',
        '/blog/%72egions/trending/',
        '/blog/regions/trending',
        '/blog/blog/',
        '/blog/blog/about/',
        '/blog/_image',
        '/blog/404.html',
      ])
        assert.equal((await askRaw(site.url, path))?.status, 404, path);
      for (const path of ['/blog/moderation/', '/%62log/moderation/', '/blog/%6doderation/', '/b%6Cog/moderation/log/']) {
        const answer = await askRaw(site.url, path);
        assert.equal(answer?.status, 303, path);
        assert.match(answer?.headers.get('location') ?? '', /^\/blog\/moderation\/sign-in\//, path);
      }
    });

    it('has one spelling for every page inside of them', async () => {
      assert.equal((await askRaw(site.url, '/%62log/about/'))?.status, 200);
      for (const [path, to] of [
        [base, `${base}/`],
        [`${base}?a=b`, `${base}/?a=b`],
        [`${base}/about`, `${base}/about/`],
        [`${base}/search?q=outcome`, `${base}/search/?q=outcome`],
        [`${base}/2008/02/what_outcome_ar/`, essay],
        [`${base}/2008/02/what_outcome_ar`, essay],
      ] as const) {
        const answer = await site.get(path);
        assert.deepEqual([answer.status, location(answer)], [301, to], path);
      }
      assert.equal((await site.get('/2008/02/what_outcome_ar/')).status, 404);
      const posted = await site.post(base, {});
      assert.deepEqual([posted.status, posted.headers.get('allow')], [405, 'GET, HEAD']);
    });

    it('tells its health inside and to whoever asks the process itself', async () => {
      for (const path of ['/healthz', `${base}/healthz`])
        assert.equal(((await (await site.get(path)).json()) as { status: string }).status, 'ok', path);
    });

    it('shows its own page for what is not there', async () => {
      const answer = await site.get(`${base}/nothing/`);
      assert.equal(answer.status, 404);
      assert.ok((await answer.text()).includes(`href="${base}/archive/"`));
    });
  });

  it('takes a comment, shows it to its author, and to everybody once a moderator approved it', async () => {
    assert.ok((await page(essay)).includes(`action="${discussion}`));
    const said = aComment({ comment: 'Said below a path.', remember: 'yes' });
    const answer = await site.post(discussion, said);
    assert.equal(answer.status, 303);
    assert.ok(location(answer).startsWith(`${discussion}?waiting=`), location(answer));
    const cookies = answer.headers.getSetCookie();
    assert.deepEqual(cookies.map((cookie) => cookie.split('=')[0]).sort(), ['commenter', 'receipt']);
    for (const cookie of cookies) assert.match(cookie, /; Path=\/blog\/(;|$)/);
    assert.ok((await page(location(answer))).includes('Said below a path.'));
    assert.ok(!(await page(essay)).includes('Said below a path.'));

    const queue = await (await owner.get(`${base}/moderation/`)).text();
    const decision = /value="(approve c\d+-\d+)"/.exec(queue)?.[1] ?? '';
    const decided = await owner.post(`${base}/moderation/`, { do: decision });
    assert.equal(decided.status, 303, await decided.text());
    assert.ok(location(decided).startsWith(`${base}/moderation/`));
    await until('the reader sees it', async () => (await page(essay)).includes('Said below a path.'));
    const again = await site.post(discussion, aComment({ comment: '', remember: '' }));
    assert.equal(again.status, 422);
    assert.ok((await again.text()).includes(`action="${discussion}`));
    const reply = /href="([^"]*\?reply=\d+#respond)"/.exec(await page(essay))?.[1] ?? '';
    assert.ok(reply.startsWith(discussion), reply);
    assert.equal((await site.get(reply)).status, 200);
    for (const feed of [`${base}/comments/feed.xml`, `${discussion}feed.xml`])
      assert.ok((await page(feed)).includes(`${siteUrl}${discussion}?comment=`), feed);
  });

  it('signs moderators in by its own links, with a cookie for nothing else on the host', async () => {
    const link = await newLink(site, 'second@moderators.example');
    assert.ok(link.startsWith(`${base}/moderation/sign-in/link/?token=`), link);
    const answer = await useLink(site, link);
    const [cookie = '', ...more] = answer.headers.getSetCookie();
    assert.deepEqual([answer.status, location(answer), more], [303, `${base}/moderation/`, []]);
    assert.match(cookie, /^session=[\w-]{43}; .*\bPath=\/blog\/(;|$)/);
    const closed = await site.get(`${base}/moderation/log/?page=2`);
    assert.equal(location(closed), `${base}/moderation/sign-in/?to=${encodeURIComponent(`${base}/moderation/log/?page=2`)}`);
    const to = await useLink(
      site,
      `${await newLink(site, 'second@moderators.example')}&to=${encodeURIComponent(`${base}/moderation/log/`)}`,
    );
    assert.equal(location(to), `${base}/moderation/log/`);
    for (const elsewhere of ['/moderation/log/', '/blogger/moderation/', 'https://evil.example/', '/blog/moderation/../../x/']) {
      const sent = await useLink(site, `${await newLink(site, 'second@moderators.example')}&to=${encodeURIComponent(elsewhere)}`);
      assert.equal(location(sent), `${base}/moderation/`, elsewhere);
    }
    const out = await owner.post(`${base}/moderation/sign-out/`);
    assert.equal(location(out), `${base}/moderation/sign-in/`);
    assert.match(out.headers.getSetCookie()[0] ?? '', /^session=.*Path=\/blog\/;? ?/);
    owner = await signIn(site);
  });

  it('writes letters with its own addresses', async () => {
    await site.post(`${base}/moderation/sign-in/`, { email: owner.email });
    const folder = join(dirname((site.env['DATABASE_URL'] ?? '').replace('file:', '')), 'mail');
    const letters = () => globSync('*.eml', { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8').replace(/=\r?\n/g, ''));
    await until('the letter is written', () =>
      letters().some((letter) => letter.includes(`${siteUrl}${base}/moderation/sign-in/link/?token=`)),
    );
    for (const letter of letters()) assert.doesNotMatch(letter, /localhost:4321\/(?!blog\/)/);
  });

  it('is searched, also as one types', async () => {
    const form = /<form role="search" action="([^"]*)" data-search="([^"]*)"/.exec(await page(`${base}/search/`));
    assert.deepEqual(form?.slice(1), [`${base}/search/`, `${base}/search/results/`]);
    for (const path of [`${base}/search/?q=outcome`, `${base}/search/results/?q=outcome`]) {
      const html = await page(path);
      assert.ok(html.includes(`href="${essay}"`), path);
      for (const [, href = ''] of html.matchAll(/ href="(\/[^"]*)"/g)) assert.ok(href.startsWith(`${base}/`), `${href} on ${path}`);
    }
  });

  it('keeps how its pages look in a cookie of its own, and leads back to its own pages alone', async () => {
    const choose = (to: string) => site.post(`${base}/reading/`, { theme: 'dark', to });
    const answer = await choose(essay);
    assert.deepEqual([answer.status, location(answer)], [303, essay]);
    assert.match(answer.headers.getSetCookie()[0] ?? '', /^reading=dark[\w.]*; .*Path=\/blog\/(;|$)/);
    assert.ok((await page(essay, { cookie: 'reading=dark.medium.medium' })).includes('<html data-theme="dark"'));
    for (const elsewhere of ['/about/', '/blogger/', '/blog', 'https://evil.example/', '//evil.example/', '/blog/../about/'])
      assert.equal(location(await choose(elsewhere)), `${base}/reading/`, elsewhere);
    const from = await site.post(`${base}/reading/`, { theme: 'light' }, { referer: `${site.url}/archive/` });
    assert.equal(location(from), `${base}/archive/`);
  });

  it('counts a read where its page says', async () => {
    const address = /data-reads="([^"]*)"/.exec(await page(essay))?.[1] ?? '';
    assert.equal(address, `${essay}reads/`);
    assert.equal((await site.post(address, {})).status, 204);
  });
});
