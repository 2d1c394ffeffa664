/** Every type of page, as it is built and as it is made on demand, before the validator of the HTML standard's own people. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { signIn } from '../support/moderator.ts';
import { aBusyQueue } from '../support/queue.ts';
import { aComment, commentId, discussion, essay, root, type Site, startSite } from '../support/site.ts';

interface Message {
  type: string;
  message: string;
  url?: string;
  lastLine?: number;
  extract?: string;
}

const jar = join(root, 'node_modules/vnu-jar/build/dist/vnu.jar');
const hasJava = spawnSync('java', ['-version']).status === 0;
const skip = hasJava ? false : 'Java is not installed on this machine, and the validator needs it (11 or newer): no page was validated.';

/** What the validator says and we know better. */
const known: readonly RegExp[] = [
  // Without markers Safari takes a list for none, unless it is told. https://bugs.webkit.org/show_bug.cgi?id=170179
  /^The “list” role is unnecessary for element/,
  // A keyboard of digits where there is one is all that it asks for.
  /^The “inputmode” attribute is not supported in all browsers/,
  // What was typed stands in its field again, also where it is no address.
  /^Bad value “"” for attribute “value” on element “input”/,
];

describe('HTML', { skip }, () => {
  const directory = mkdtempSync(join(tmpdir(), 'afterword-html-'));
  let site: Site;
  before(async () => {
    site = await startSite({ COMMENTS: 'open', LIMITS: 'off' });
  });
  after(async () => {
    await site.stop();
    rmSync(directory, { recursive: true });
  });

  const filesOf = (answers: Readonly<Record<string, Response>>) =>
    Promise.all(
      Object.entries(answers).map(async ([name, answer]) => {
        const file = join(directory, `${name}.html`);
        writeFileSync(file, await answer.text());
        return file;
      }),
    );

  it('of every built page is valid', () => {
    const files = globSync('dist/client/**/*.html', { cwd: root }).map((file) => join(root, file));
    assert.ok(files.length > 15);
    assert.deepEqual(mistakesIn(files), []);
  });

  it('of every page made on demand is valid: with comments, with a form, with what was wrong, with what was found, as somebody chose to see it', async () => {
    const first = commentId(
      await site.post(discussion, aComment({ website: 'https://example.org/', comment: '> *One* `two`\n\n1. three' })),
    );
    await site.post(discussion, aComment({ parent: String(first) }));
    const answers: Record<string, Response> = {
      post: await site.get(essay),
      home: await site.get('/'),
      discussion: await site.get(discussion),
      reply: await site.get(`${discussion}?reply=${first}`),
      incomplete: await site.post(discussion, { comment: '', name: '<b>', email: 'none', website: '"' }),
      absent: await site.get('/nothing/'),
      search: await site.get('/search/?q=comment'),
      narrowed: await site.get('/search/?q=modertor+cookie&tag=comments'),
      'search for code': await site.get('/search/?q=outcomeOf'),
      'search for nothing': await site.get('/search/?q=%22<b>%22'),
      reading: await site.get('/reading/'),
      dark: await site.get(essay, { headers: { cookie: 'reading=dark.larger.narrow' } }),
      'sign in': await site.get('/moderation/sign-in/'),
    };
    assert.deepEqual(mistakesIn(await filesOf(answers)), []);
  });

  it('of every page of moderation is valid: a busy queue, what was just done, rules that were tried, an account', async () => {
    const [first = 0] = await aBusyQueue(site);
    const ada = await signIn(site);
    const done = await ada.post('/moderation/', { do: `approve c${first}-0` });
    const rules = { action: 'rehearse', basedOn: '0', holdFirst: 'yes', maxLinks: 'many', 'heldWords.any': 'thought' };
    const answers: Record<string, Response> = {
      queue: await ada.get('/moderation/'),
      spam: await ada.get('/moderation/?folder=spam'),
      found: await ada.get('/moderation/?q=thought&folder=published'),
      done: await ada.get(done.headers.get('location') ?? ''),
      log: await ada.get('/moderation/log/'),
      rules: await ada.get('/moderation/rules/'),
      'rules that cannot be': await ada.post('/moderation/rules/', rules),
      'rules tried': await ada.post('/moderation/rules/', { ...rules, maxLinks: '0' }),
      bans: await ada.get('/moderation/bans/'),
      'a ban': await ada.get(`/moderation/bans/?comment=${first}`),
      discussions: await ada.get('/moderation/discussions/'),
      account: await ada.get('/moderation/account/'),
    };
    for (const [name, { status }] of Object.entries(answers)) assert.ok([200, 422].includes(status), `${name}: ${status}`);
    assert.deepEqual(mistakesIn(await filesOf(answers)), []);
  });

  it('that is wrong is told from HTML that is right', () => {
    const file = join(directory, 'wrong.html');
    writeFileSync(file, '<!doctype html><html lang="en"><title>A</title><p><div id="a"></div><p id="a"></p><a><a></a></a>');
    assert.ok(mistakesIn([file]).length > 0);
  });
});

/** What is wrong in files, in words. Styles are judged by the browsers that show them; this validator knows those of some years ago. */
function mistakesIn(files: readonly string[]): string[] {
  const { stderr, error } = spawnSync('java', ['-jar', jar, '--format', 'json', '--filterpattern', '^CSS: .*', ...files], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (error) throw error;
  const { messages } = JSON.parse(stderr) as { messages: Message[] }; // its format
  return messages
    .filter(({ message }) => !known.some((pattern) => pattern.test(message)))
    .map(({ type, url, lastLine, message, extract }) => `${type} ${url?.split('/dist/client').at(-1)}:${lastLine} ${message} ${extract}`);
}
