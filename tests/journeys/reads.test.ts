/** What the page of a post tells when it was read, and what comes of it. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { dialects, emptyPostgres, stopPostgres } from '../support/databases.ts';
import { signIn } from '../support/moderator.ts';
import { afterword, essay, type Site, startSite } from '../support/site.ts';

after(stopPostgres);

const person = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0' };
const reads = `${essay}reads/`;
const post = essay.slice(1, -1);
const other = '2026/11/join-the-discussion';
const proxied = { TRUSTED_PROXIES: '127.0.0.1' };

const read = async (site: Site, headers: Record<string, string> = {}, address = reads) =>
  (await site.post(address, {}, { ...person, ...headers })).status;

/** What `stats` prints, as counts by post; the day is today's. */
async function counted(site: Site): Promise<Record<string, number>> {
  const { code, output } = await afterword(site.env, 'stats');
  assert.equal(code, 0, output);
  const rows = [...output.matchAll(/^\d{4}-\d\d-\d\d +(\d+) {2}(\S+)$/gm)];
  return Object.fromEntries(rows.map(([, count, id]) => [id, Number(count)]));
}

for (const dialect of dialects) {
  describe(`a read, over ${dialect}`, () => {
    it('counts once when one network tells it a thousand times at once, and just so after a restart', async (test) => {
      const directory = mkdtempSync(join(tmpdir(), 'afterword-'));
      test.after(() => rmSync(directory, { recursive: true, force: true }));
      const DATABASE_URL = dialect === 'postgres' ? (await emptyPostgres()).url : `file:${join(directory, 'afterword.db')}`;
      let site = await startSite({ ...proxied, DATABASE_URL });
      test.after(() => site.stop());
      const answers = await Promise.all(Array.from({ length: 1_000 }, () => read(site)));
      assert.deepEqual(new Set(answers), new Set([204]));
      assert.equal(await read(site, { 'x-forwarded-for': '203.0.113.1' }), 204);
      assert.equal(await read(site, {}, `/${other}/reads/`), 204);
      assert.deepEqual(await counted(site), { [post]: 2, [other]: 1 });
      await site.stop();
      site = await startSite({ ...proxied, DATABASE_URL });
      for (const again of [{}, { 'x-forwarded-for': '203.0.113.1' }]) assert.equal(await read(site, again), 204);
      assert.deepEqual(await counted(site), { [post]: 2, [other]: 1 });
      assert.equal(await read(site, { 'x-forwarded-for': '2001:db8::1' }), 204);
      assert.equal(await read(site, { 'x-forwarded-for': '2001:db8::2' }), 204);
      assert.deepEqual(await counted(site), { [post]: 3, [other]: 1 });
    });
  });
}

describe('what is told to be a read', () => {
  it('is answered without a body and a cookie', async (test) => {
    const site = await startSite();
    test.after(() => site.stop());
    const answer = await site.post(reads, {}, person);
    assert.equal(answer.status, 204);
    assert.equal(await answer.text(), '');
    assert.deepEqual(answer.headers.getSetCookie(), []);
    assert.equal(answer.headers.get('cache-control'), 'private, no-store');
    assert.equal(answer.headers.get('content-encoding'), null);
    assert.equal(answer.headers.get('content-length'), null);
  });

  it('is none of a post that is not there, from another site, or by a link', async (test) => {
    const site = await startSite();
    test.after(() => site.stop());
    for (const address of ['/2008/02/nothing/reads/', '/2008/02/reads/', '/about/reads/', '/reads/', '/2008/02/%00/reads/'])
      assert.ok([400, 404].includes(await read(site, {}, address)), address);
    assert.equal(await read(site, {}, '/2008/02/nothing/reads/'), 404);
    assert.equal(await read(site, { 'sec-fetch-site': 'cross-site' }), 403);
    assert.equal(await read(site, { origin: 'https://evil.example' }), 403);
    assert.equal((await site.get(reads, { headers: person })).status, 404);
    assert.equal((await site.get(reads, { method: 'PUT', headers: person })).status, 405);
    assert.deepEqual(await counted(site), {});
  });

  it('does not count from a robot or a moderator, who get the same answer', async (test) => {
    const site = await startSite();
    test.after(() => site.stop());
    for (const agent of ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'curl/8.17.0'])
      assert.equal(await read(site, { 'user-agent': agent }), 204);
    const { cookie } = await signIn(site);
    assert.equal(await read(site, { cookie }), 204);
    assert.deepEqual(await counted(site), {});
    assert.equal(await read(site, { cookie: 'session=of-nobody' }), 204);
    assert.deepEqual(await counted(site), { [post]: 1 });
  });

  it('is shown by `stats` for as many days as were asked for', async (test) => {
    const site = await startSite();
    test.after(() => site.stop());
    assert.match((await afterword(site.env, 'stats')).output, /No post was read in the last 30 days\./);
    await read(site);
    const today = new Date().toISOString().slice(0, 10);
    assert.equal((await afterword(site.env, 'stats', '1')).output, `${today}        1  ${post}\n`);
    for (const wrong of [['0'], ['x'], ['1', '2']]) assert.equal((await afterword(site.env, 'stats', ...wrong)).code, 2);
  });
});
