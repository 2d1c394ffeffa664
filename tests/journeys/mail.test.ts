import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { openMailServer, read } from '../support/mail-server.ts';
import { aComment, afterword, discussion, startSite } from '../support/site.ts';
import { until } from '../support/until.ts';

describe('letters of the running site', () => {
  it('reach a moderator through the mail server soon after a comment waits, one for a flood, and leave no address in the log', async (test) => {
    const server = await openMailServer(test);
    const site = await startSite({ SMTP_URL: server.url, LIMITS: 'off', MAIL_FROM: 'letters@example.org' });
    test.after(() => site.stop());
    assert.equal((await afterword(site.env, 'moderator', 'add', 'owner@example.org')).code, 0);
    const waiting = () => server.taken.filter(({ text }) => text.includes('wait'));
    await Promise.all(Array.from({ length: 20 }, () => site.post(discussion, aComment({ name: 'Ada\r\nBcc: evil@example.org' }))));
    await until('the letter is there', () => waiting().some(({ text }) => text.includes('/moderation/')));
    const [letter, ...others] = waiting();
    assert.deepEqual(others, []);
    assert.deepEqual([letter?.from, letter?.to], ['letters@example.org', ['owner@example.org']]);
    assert.match(letter?.text ?? '', /^> Ada Bcc: evil@example\[\.\]org:$/m);
    assert.ok(!letter?.headers.some(([name]) => name === 'Bcc'));
    assert.doesNotMatch(site.log(), /@|error/);
  });

  it('lie beside the database where there is no mail server', async (test) => {
    const site = await startSite();
    test.after(() => site.stop());
    assert.equal((await afterword(site.env, 'moderator', 'add', 'owner@example.org')).code, 0);
    await site.post(discussion, aComment());
    const directory = join(dirname(String(site.env['DATABASE_URL']).replace('file:', '')), 'mail');
    const letters = () => readdirSync(directory, { withFileTypes: true }).filter(({ name }) => /waiting.*\.eml$/.test(name));
    await until('the letter is there', () => {
      try {
        return letters().length > 0;
      } catch {
        return false;
      }
    });
    const { headers, text } = read(readFileSync(join(directory, letters()[0]?.name ?? ''), 'latin1'));
    assert.equal(Object.fromEntries(headers)['To'], 'owner@example.org');
    assert.match(text, /^One comment waits for a moderator:$/m);
  });

  it('do not keep a site from stopping while a mail server says nothing, and are sent by the next one', async (test) => {
    let isSilent = true;
    const server = await openMailServer(test, () => (isSilent ? 'ignore' : 'take'));
    const first = await startSite({ SMTP_URL: server.url });
    const { DATABASE_URL = '' } = first.env;
    await afterword(first.env, 'moderator', 'add', 'owner@example.org');
    await first.post(discussion, aComment());
    await until('the server has it', () => server.visits() > 0);
    const asked = performance.now();
    first.process.kill('SIGTERM');
    await until('it is gone', () => first.process.exitCode !== null);
    assert.equal(first.process.exitCode, 0);
    assert.ok(performance.now() - asked < 5_000);
    isSilent = false;
    const second = await startSite({ SMTP_URL: server.url, DATABASE_URL });
    test.after(() => second.stop());
    await until('the letter is there', () => server.taken.length > 0);
  });
});
