/** Signing in against patience: ten thousand links that are none, ten thousand guesses, and a clock. */
import assert from 'node:assert/strict';
import { randomBytes, randomInt } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open.ts';
import { moderatorOf } from '../../src/moderation/moderators.ts';
import { addSession, longest } from '../../src/moderation/sessions.ts';
import { addSignIn, linkMinutes } from '../../src/moderation/sign-ins.ts';
import { keyedHash, readSecret, type Secret } from '../../src/site/secret.ts';
import { dialects, emptyPostgres, stopPostgres } from '../support/databases.ts';
import { storedLetters } from '../support/letters.ts';
import { newLink, signInBy, useLink } from '../support/moderator.ts';
import { type Site, startSite } from '../support/site.ts';

const page = '/moderation/sign-in/link/';
const generated = 10_000;
const email = 'owner@moderators.example';

function secretOf(site: Site): Secret {
  return readSecret(site.env['SECRET'] ?? null);
}

/** Asks many at once, a few at a time. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (const item of waiting) await work(item);
    }),
  );
}

describe('ten thousand links and cookies that are no good', () => {
  let site: Site;
  let database: Database;
  let account: number;
  before(async () => {
    site = await startSite();
    await newLink(site, email, '--role', 'owner');
    database = await openDatabase(site.env['DATABASE_URL'] ?? '');
    account = (await database.read((tables) => moderatorOf(tables, email)))?.id ?? 0;
  });
  after(async () => {
    await database.close();
    await site.stop();
  });

  it('never sign anybody in: replayed, expired, foreign, truncated, swapped, changed', async () => {
    const secret = secretOf(site);
    const other = 'another secret, just as long as this site’s' as Secret; // a secret of another site
    const make = (now: Date, key = secret) => database.write((tx) => addSignIn(tx, account, key, now));
    const long = new Date(Date.now() - linkMinutes * 60_000 - 1);
    const used = await make(new Date());
    assert.equal((await useLink(site, `${page}?token=${used}`)).status, 303, 'the control');
    const [one, two] = [await make(new Date()), await make(new Date())];
    const [value = '', signature = ''] = one.split('.');
    const [otherValue = '', otherSignature = ''] = two.split('.');
    const expired: string[] = [];
    for (let made = 0; made < 200; made += 1) expired.push(await make(long));
    const kinds: (() => string)[] = [
      () => used,
      () => expired[randomInt(expired.length)] ?? '',
      () => one.slice(0, randomInt(1, one.length)),
      () => one.slice(randomInt(1, one.length)),
      () => `${value}.${otherSignature}`,
      () => `${otherValue}.${signature}`,
      () => `${signature}.${value}`,
      () => changedAt(one, randomInt(one.length)),
      () => `${one}${randomBytes(randomInt(1, 20)).toString('base64url')}`,
      () => randomBytes(randomInt(0, 200)).toString('base64url'),
      () => `${randomBytes(32).toString('base64url')}.${randomBytes(16).toString('base64url')}`,
      () => `${value}.${keyedHash(secret, 'session-token', value)}`,
      () => `${value}.${keyedHash(other, 'sign-in', value)}`,
      () => randomBytes(randomInt(1, 40)).toString('latin1'),
    ];
    const foreign = await make(new Date(), other);
    const tokens = [foreign, ...Array.from({ length: generated - 1 }, (_, index) => kinds[index % kinds.length]?.() ?? '')];
    const statuses = new Map<number, number>();
    await each(tokens, async (token) => {
      const answer = await site.post(page, { link: token, to: '' });
      await answer.arrayBuffer();
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      assert.ok([403, 429].includes(answer.status), `${answer.status}: ${token}`);
      assert.deepEqual(answer.headers.getSetCookie(), [], token);
    });
    // What we once made is answered without counting; what we never made soon is not looked at.
    assert.ok((statuses.get(403) ?? 0) > 1_000 && (statuses.get(429) ?? 0) > 1_000, JSON.stringify([...statuses]));
    assert.equal((await useLink(site, `${page}?token=${two}`)).status, 303, 'a good link still works from the very same network');
  });

  it('never are a session: foreign, truncated, swapped, ended, too old, too long unseen', async () => {
    const now = Date.now();
    const add = (at: number) => database.write((tx) => addSession(tx, account, 'Test', new Date(at)));
    const live = await add(now);
    const ended = await signInBy(site, await newLink(site, email));
    await ended.post('/moderation/sign-out/');
    const stale = [await add(now - 13 * 60 * 60_000), await add(now - longest - 1), ended.cookie.replace('session=', '')];
    const kinds: (() => string)[] = [
      () => stale[randomInt(stale.length)] ?? '',
      () => live.slice(0, randomInt(live.length)),
      () => live.slice(randomInt(1, live.length)),
      () => changedAt(live, randomInt(live.length)),
      () => live + randomBytes(3).toString('base64url'),
      () => randomBytes(32).toString('base64url'),
      () => encodeURIComponent(randomBytes(randomInt(1, 60)).toString('latin1')),
    ];
    const account200 = await site.get('/moderation/account/', { headers: { cookie: `session=${live}` } });
    assert.equal(account200.status, 200, 'the control');
    await account200.arrayBuffer();
    const cookies = Array.from({ length: generated }, (_, index) => kinds[index % kinds.length]?.() ?? '');
    await each(cookies, async (cookie) => {
      const answer = await site.get('/moderation/account/', { headers: { cookie: `session=${cookie}` } });
      await answer.arrayBuffer();
      assert.equal(answer.status, 303, cookie);
    });
  });

  it('and ten thousand guesses lock nobody out: the owner gets in by the link that was sent and by the command line', async () => {
    const link = await newLink(site, email);
    let throttled = 0;
    await each(
      Array.from({ length: generated }, () => randomBytes(40).toString('base64url')),
      async (token) => {
        const answer = await site.post(page, { link: token, to: '' });
        await answer.arrayBuffer();
        if (answer.status === 429) throttled += 1;
        assert.ok(answer.status === 403 || Number(answer.headers.get('retry-after')) > 0);
      },
    );
    assert.ok(throttled >= generated - 40, `${throttled} were throttled`);
    assert.equal((await site.get(link)).status, 200);
    assert.equal((await useLink(site, link)).status, 303);
    assert.equal((await useLink(site, await newLink(site, email))).status, 303);
  });

  it('nor does asking for letters: an address gets three, a network ten, and the links that were sent stay good', async () => {
    const link = await newLink(site, email);
    const answers: number[] = [];
    for (let asked = 0; asked < 30; asked += 1) answers.push((await site.post('/moderation/sign-in/', { email })).status);
    assert.deepEqual([answers.filter((status) => status === 303).length, answers.filter((status) => status === 429).length], [10, 20]);
    const rows = await storedLetters(database);
    const real = rows.filter(({ until, created }) => until > created);
    assert.deepEqual([rows.length, real.length], [10, 3]);
    assert.equal((await useLink(site, link)).status, 303);
  });
});

function changedAt(text: string, place: number): string {
  const letter = text[place] === 'A' ? 'B' : 'A';
  return text.slice(0, place) + letter + text.slice(place + 1);
}

for (const dialect of dialects) {
  describe(`the answers for an address that is a moderator’s and one that is nobody’s, on ${dialect}`, () => {
    let site: Site;
    const unknown = 'nobody@strangers.example';
    const times: Record<string, number[]> = { [email]: [], [unknown]: [] };
    before(async () => {
      const elsewhere = dialect === 'postgres' ? { DATABASE_URL: (await emptyPostgres()).url } : {};
      site = await startSite({ LIMITS: 'off', ...elsewhere });
      await newLink(site, email, '--role', 'owner');
    });
    after(async () => {
      await site.stop();
      if (dialect === 'postgres') await stopPostgres();
    });

    it('are the same to the byte', async () => {
      const [one, two] = await Promise.all([email, unknown].map((address) => site.post('/moderation/sign-in/', { email: address })));
      const seen = async (answer: Response | undefined) => {
        const headers = [...(answer?.headers ?? [])].filter(([name]) => name !== 'date');
        const then = await site.get(answer?.headers.get('location') ?? '');
        return { status: answer?.status, headers, body: await answer?.text(), next: await then.text() };
      };
      const shown = await seen(one);
      assert.deepEqual(shown, await seen(two));
      assert.equal(shown.status, 303);
      assert.match(shown.next, /If this address belongs to a moderator/);
    });

    it('take the same time: over 2 × 2,000 in random order, |t| stays below 4.5', async () => {
      const order = [...Array<string>(2_000).fill(email), ...Array<string>(2_000).fill(unknown)];
      for (let place = order.length - 1; place > 0; place -= 1) {
        const swap = randomInt(place + 1);
        [order[place], order[swap]] = [order[swap] ?? '', order[place] ?? ''];
      }
      for (let warm = 0; warm < 100; warm += 1) await (await site.post('/moderation/sign-in/', { email: unknown })).arrayBuffer();
      for (const address of order) {
        const started = performance.now();
        const answer = await site.post('/moderation/sign-in/', { email: address });
        await answer.arrayBuffer();
        times[address]?.push(performance.now() - started);
        assert.equal(answer.status, 303);
      }
      const [known = [], stranger = []] = [times[email], times[unknown]];
      // A few slow ones drown what there is to see: the same again without the slowest twentieth.
      const cut = [...known, ...stranger].sort((a, b) => a - b)[3_800] ?? Infinity;
      const below = (all: number[]) => all.filter((time) => time < cut);
      for (const [what, t] of [
        ['all', welch(known, stranger)],
        ['the faster 95 %', welch(below(known), below(stranger))],
      ] as const) {
        console.log(`  ${dialect}, ${what}: t = ${t.toFixed(2)}`);
        assert.ok(Math.abs(t) < 4.5, `${what}: t = ${t}`);
      }
      // However busy the machine is: a difference of a quarter of what answers differ among themselves would be seen.
      const quarter = spreadOf(below(stranger)) / 4;
      console.log(`  ${dialect}: ${quarter.toFixed(2)} ms would have been seen`);
      const later = below(stranger).map((time) => time + quarter);
      assert.ok(Math.abs(welch(below(known), later)) > 4.5, 'the control');
    });
  });
}

/** Standard deviation. */
function spreadOf(all: readonly number[]): number {
  const middle = all.reduce((sum, one) => sum + one, 0) / all.length;
  return Math.sqrt(all.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (all.length - 1));
}

/** Welch's t of two samples. */
function welch(a: readonly number[], b: readonly number[]): number {
  const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
  const error = (all: readonly number[]) => {
    const middle = mean(all);
    return all.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (all.length - 1) / all.length;
  };
  return (mean(a) - mean(b)) / Math.sqrt(error(a) + error(b));
}
