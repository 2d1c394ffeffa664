import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { folder, forgetFiles } from '../../src/mail/folder.ts';
import type { Outgoing } from '../../src/mail/transport.ts';
import { read } from '../support/mail-server.ts';

const written = new Date('2026-11-23T10:00:00.123Z');
const letter: Outgoing = { kind: 'sign-in', to: 'ada@example.org', subject: 'S', text: 'Words.', messageId: '<0-1@localhost>', written };
const { signal } = new AbortController();

it('a letter in a folder is a message that only the owner of the site can read, under a name without an address, once', async (test) => {
  const root = mkdtempSync(join(tmpdir(), 'afterword-'));
  test.after(() => rmSync(root, { recursive: true, force: true }));
  const directory = join(root, 'data/mail');
  for (let again = 0; again < 2; again += 1) await folder(directory, 'afterword@localhost').send(letter, signal);
  assert.deepEqual(readdirSync(directory), ['2026-11-23T10-00-00-123Z-sign-in-0-1.eml']);
  const file = join(directory, '2026-11-23T10-00-00-123Z-sign-in-0-1.eml');
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(statSync(directory).mode & 0o777, 0o700);
  const { headers, text } = read(readFileSync(file, 'latin1'));
  assert.deepEqual([Object.fromEntries(headers)['To'], text.trim()], ['ada@example.org', 'Words.']);
});

it('a folder that cannot be written keeps the letter waiting', async (test) => {
  const root = mkdtempSync(join(tmpdir(), 'afterword-'));
  test.after(() => rmSync(root, { recursive: true, force: true }));
  writeFileSync(join(root, 'mail'), 'a file where the folder should be');
  await assert.rejects(folder(join(root, 'mail'), 'afterword@localhost').send(letter, signal), { name: 'NotSent', forGood: false });
});

it('letters lie in a folder for thirty days, and nothing else in it is touched', (test) => {
  const root = mkdtempSync(join(tmpdir(), 'afterword-'));
  test.after(() => rmSync(root, { recursive: true, force: true }));
  const now = new Date('2026-12-23T10:00:00Z');
  for (const [name, age] of [
    ['old.eml', 30],
    ['half.eml.part', 31],
    ['young.eml', 29],
    ['old.txt', 99],
  ] as const) {
    writeFileSync(join(root, name), '');
    const then = new Date(now.getTime() - age * 24 * 60 * 60_000);
    utimesSync(join(root, name), then, then);
  }
  forgetFiles(root, now);
  assert.deepEqual(readdirSync(root).sort(), ['old.txt', 'young.eml']);
  forgetFiles(join(root, 'not-there'), now);
});
