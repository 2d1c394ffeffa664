import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { formToken } from '../../../src/comments/form.ts';
import { submit } from '../../../src/comments/submit.ts';
import { openDatabase } from '../../../src/database/open.ts';
import { judgeBy } from '../../../src/moderation/judge.ts';
import { defaultRules } from '../../../src/moderation/rules.ts';
import { networkOf } from '../../../src/site/network.ts';
import { readSecret, seal } from '../../../src/site/secret.ts';
import { encode, encodings, readPage } from '../../support/form.ts';
import { aComment, commentId, discussion, type Site, startSite } from '../../support/site.ts';
import { storedComments } from '../../support/stored.ts';

const post = '2008/02/what-outcome-are-you-negotiating-for';
const minute = 60_000;

describe('comments that come too fast, behind a proxy that is trusted', () => {
  let site: Site;
  let network = 0;
  before(async () => {
    site = await startSite({ COMMENTS: 'open', TRUSTED_PROXIES: '127.0.0.0/8' });
  });
  after(() => site.stop());

  const aNetwork = () => `198.51.100.${(network += 1)}`;
  const from = (address: string, fields = aComment()) => site.post(discussion, new URLSearchParams(fields), { 'x-forwarded-for': address });
  const statuses = async (...addresses: string[]) => {
    const found: number[] = [];
    for (const address of addresses) found.push((await from(address)).status);
    return found;
  };
  const six = [303, 303, 303, 303, 303, 303];

  for (const encoding of encodings) {
    it(`are six in a minute, then 429 with Retry-After and the text kept (${encoding})`, async () => {
      const headers = { 'x-forwarded-for': aNetwork() };
      for (const status of six) assert.equal((await site.post(discussion, encode(encoding, aComment()), headers)).status, status);
      const fields = aComment({ comment: 'The\nseventh <one>.', website: 'https://example.org/' });
      const answer = await site.post(discussion, encode(encoding, fields), headers);
      assert.equal(answer.status, 429);
      const wait = Number(answer.headers.get('retry-after'));
      assert.ok(wait > 0 && wait <= 60, `retry after ${wait} seconds`);
      const page = readPage(await answer.text());
      assert.match(page.title, /^Error: /);
      assert.match(page.textOf('problems') ?? '', /There is a problem.*Please wait \d+ seconds/s);
      for (const field of ['comment', 'name', 'email', 'website']) assert.equal(page.valueOf(field), fields[field]);
      assert.ok(!(await storedComments(site.env['DATABASE_URL'])).some(({ text }) => text === fields['comment']));
    });
  }

  it('are six in a minute also when they come at once', async () => {
    const address = aNetwork();
    const answers = await Promise.all(Array.from({ length: 20 }, () => from(address)));
    assert.equal(answers.filter(({ status }) => status === 303).length, 6);
    assert.equal(answers.filter(({ status }) => status === 429).length, 14);
  });

  it('do not count one that was sent again, which is led to the one that exists', async () => {
    const address = aNetwork();
    const fields = aComment();
    const first = await from(address, fields);
    for (let again = 0; again < 8; again += 1) assert.equal(commentId(await from(address, fields)), commentId(first));
    assert.deepEqual(await statuses(address, address, address, address, address, address), [303, 303, 303, 303, 303, 429]);
    assert.equal(commentId(await from(address, fields)), commentId(first));
  });

  it('do not count one that was refused', async () => {
    const address = aNetwork();
    for (let wrong = 0; wrong < 8; wrong += 1) assert.equal((await from(address, aComment({ email: '' }))).status, 422);
    assert.deepEqual(await statuses(address), [303]);
  });

  it('are forty in an hour, however slowly they came', async () => {
    const address = aNetwork();
    const secret = readSecret(site.env['SECRET'] ?? null);
    const database = await openDatabase(site.env['DATABASE_URL'] ?? '');
    const form = () => Object.entries(aComment()).reduce((data, [name, value]) => (data.set(name, value), data), new FormData());
    try {
      for (let sent = 0; sent < 40; sent += 1) {
        const now = new Date(Date.now() - 50 * minute + sent * minute);
        const circumstances = {
          database,
          judge: judgeBy(defaultRules('open'), secret),
          secret,
          now,
          network: networkOf(address, secret),
          receipt: 'r',
          limits: true,
        };
        assert.equal((await submit(form(), post, circumstances)).kind, 'published');
      }
    } finally {
      await database.close();
    }
    const answer = await from(address);
    assert.equal(answer.status, 429);
    const wait = Number(answer.headers.get('retry-after'));
    assert.ok(wait > 9 * 60 && wait <= 10 * 60, `the first of the forty is an hour old in ten minutes, and not in ${wait} seconds`);
    assert.match(readPage(await answer.text()).textOf('problems') ?? '', /Please wait 10 minutes/);
  });

  it('are counted by network: an IPv4 address, and all of an IPv6 /64 together', async () => {
    const inOne64 = [
      '2001:db8:0:7::1',
      '2001:0DB8::7:0:0:0:2',
      '2001:db8:0:7:ffff:ffff:ffff:ffff',
      '2001:db8:0:7::',
      '2001:db8::7:1:2:3:4',
      '2001:db8:0:7::9',
    ];
    assert.deepEqual(await statuses(...inOne64, '2001:db8:0:7:8::'), [...six, 429]);
    assert.deepEqual(await statuses('2001:db8:0:8::1', aNetwork()), [303, 303]);
    const address = aNetwork();
    assert.deepEqual(await statuses(...Array.from({ length: 6 }, () => address), `::ffff:${address}`), [...six, 429]);
  });

  it('cannot hide behind addresses a client made up: only what the trusted proxy added counts', async () => {
    const address = aNetwork();
    const forged = Array.from({ length: 6 }, (_, index) => `203.0.113.${index}, ${address}`);
    assert.deepEqual(await statuses(...forged, `203.0.113.99, ${address}`, `garbage, ${address}, 127.0.0.2`), [...six, 429, 429]);
  });
});

describe('comments that come too fast, on a site without a proxy', () => {
  it('are counted by the address of the connection, whatever the headers say', async () => {
    const site = await startSite({ COMMENTS: 'open' });
    try {
      const found: number[] = [];
      for (let sent = 0; sent < 7; sent += 1) {
        const lies = {
          'x-forwarded-for': `198.51.100.${sent}`,
          forwarded: `for=198.51.100.${sent}`,
          'x-real-ip': `198.51.100.${sent}`,
          'x-forwarded-host': 'localhost',
        };
        found.push((await site.post(discussion, aComment(), lies)).status);
      }
      assert.deepEqual(found, [303, 303, 303, 303, 303, 303, 429]);
    } finally {
      await site.stop();
    }
  });
});

describe('comments on a site where few come', () => {
  it('are held for a moderator when they follow the form within two seconds, and never lost', async (test) => {
    const site = await startSite({ COMMENTS: 'open' });
    test.after(() => site.stop());
    const secret = readSecret(site.env['SECRET'] ?? null);
    const made = (age: number, of = post) => seal(secret, 'form', formToken(of, new Date(Date.now() - age)));
    const sent = async (token: string) => (await site.post(discussion, aComment({ made: token }))).headers.get('location') ?? '';
    assert.match(await sent(made(0)), /\?waiting=/);
    for (const token of [made(3_000), made(0, '2026/11/another'), `${made(0)}x`, '']) {
      assert.match(await sent(token), /\/comments\/#comment-\d+$/);
    }
  });
});
