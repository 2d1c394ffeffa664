import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { build } from 'astro';
import { check } from '../../src/cli/check.ts';
import { checkContent } from '../../src/posts/check/check.ts';
import { contentCheck, previewContent } from '../../src/posts/check/integration.ts';
import { formatMistakes } from '../../src/posts/check/mistake.ts';
import { post, project, withFrontmatter } from '../support/content.ts';
import { accepts, author, first, mistakes, page, second, today } from '../support/mistakes.ts';

describe('content that is in order', () => {
  accepts('the smallest project has no mistakes', {});
  it('a project without content has no mistakes', async (test) => {
    assert.deepEqual(await mistakes(test, { [first]: null, [page]: null, [author]: null, 'public/favicon.svg': null }), []);
  });
  it('the content of this site is in order', async () => {
    const found = await checkContent(join(import.meta.dirname, '../..'), new Date().toISOString().slice(0, 10));
    assert.equal(found.length, 0, formatMistakes(found));
  });
  accepts('a post may use everything its frontmatter offers', {
    [first]: post([
      'updated: 2026-11-21',
      'category: About this site',
      'tags: [one, Two]',
      'draft: false',
      'image: { src: ./fire.jpg, alt: A fire. }',
      'aliases: [/old/name/]',
      'source: { title: Elsewhere, url: "https://example.org/", published: 2008-02 }',
      'comments: closed',
    ]),
    'content/posts/2026/11/fire.jpg': 'jpg',
  });
  accepts('Windows line ends and a byte order mark do no harm', {
    [first]: `\uFEFF${post([], 'A [link](/about/).').replaceAll('\n', '\r\n')}`,
  });
});

describe('the list of mistakes', () => {
  it('names every mistake of every file at once, by file, line and column', async (test) => {
    const root = await project(test, {
      [second]: post(['draft: perhaps'], '# Again\n\n![](./gone.png)'),
      [page]: withFrontmatter(['title: About', 'description: What this is.', 'colour: red'], 'The [text](/nowhere/).'),
    });
    const lines = formatMistakes(await checkContent(root, today)).split('\n');
    assert.deepEqual(
      lines.map((line) => line.split('  ')[0]),
      [`${page}:4:1`, `${page}:6:5`, `${second}:6:8`, `${second}:8:1`, `${second}:10:1`, `${second}:10:1`, '', '6 mistakes in 2 files.'],
    );
  });
  it('shows the worked example as it is promised', async (test) => {
    const found = await mistakes(test, { [first]: post().replace('mike-moran', 'mike-morann') });
    assert.deepEqual(found, [`${first}:5:11  authors names “mike-morann”, which is not an author. Did you mean “mike-moran”?`]);
  });
  it('is one line for each mistake, whatever the author wrote', async (test) => {
    const found = await mistakes(test, { [first]: post().replace('mike-moran', '"a\\nb\\e[31m"') });
    assert.equal(found.length, 1);
    assert.doesNotMatch(found[0] ?? '', /[\n\u001B]/);
  });
});

describe('what runs the check', () => {
  it('the command says how much is in order and returns 0', async (test) => {
    const log = test.mock.method(console, 'log', () => undefined);
    assert.equal(await check(await project(test)), 0);
    assert.deepEqual(
      log.mock.calls.map((call) => call.arguments),
      [['Content is in order: 1 post, 1 author, 1 page.']],
    );
  });
  it('the command prints the list and returns 1', async (test) => {
    const log = test.mock.method(console, 'log', () => undefined);
    assert.equal(await check(await project(test, { [first]: post(['x: y']) })), 1);
    assert.match(String(log.mock.calls[0]?.arguments[0]), /^content\/posts\/2026\/11\/on-fire.mdx:6:1 {2}.*\n\n1 mistake in 1 file\.$/);
  });
  it('a build stops with the list and without a stack', async (test) => {
    const root = await project(test, { [first]: post(['x: y']) });
    await assert.rejects(build({ root, configFile: false, logLevel: 'silent', integrations: [contentCheck()] }), (error) => {
      assert.ok(error instanceof Error);
      assert.match(error.message, /^The content has mistakes.\n\ncontent\/posts.*:6:1 {2}.*\n\n1 mistake in 1 file\.\n$/);
      assert.equal(error.stack, undefined);
      return true;
    });
  });
  it('the preview names the mistakes, and looks again when a file has changed', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const root = await project(test, { [first]: post([], '# Again') });
    const watcher = new EventEmitter();
    const said = new EventEmitter();
    const lines: string[] = [];
    const say = (line: string) => void (lines.push(line), said.emit('line'));

    await previewContent(root, watcher, { warn: say, info: say });
    assert.match(lines.join(), /a build would stop.\ncontent.*on-fire.mdx:7:1 /);

    await writeFile(join(root, first), post([], '## Again'));
    watcher.emit('all', 'change', join(root, 'src/pages/index.astro'));
    watcher.emit('all', 'change', join(root, first));
    const line = once(said, 'line');
    test.mock.timers.tick(1000);
    await line;
    assert.deepEqual(lines.slice(1), ['Content is in order.']);
  });
});
