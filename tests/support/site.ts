/** The real thing: the built site served by its own command in a process of its own, on a free port, with an empty database. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');
/** What the build that is tested was made for. */
export const siteUrl = 'http://localhost:4321';
export const essay = '/2008/02/what-outcome-are-you-negotiating-for/';
export const discussion = `${essay}comments/`;

export interface Site {
  /** Where it listens, with the base and without a slash at its end. */
  url: string;
  /** What every path begins with: empty, or `/blog`. */
  base: string;
  /** For commands that work on the same database. */
  env: NodeJS.ProcessEnv;
  process: ChildProcess;
  /** Everything printed so far. */
  log: () => string;
  get: (path: string, init?: RequestInit) => Promise<Response>;
  /** Posts a form, without following where it leads. */
  post: (path: string, fields: Record<string, string> | URLSearchParams | FormData, headers?: Record<string, string>) => Promise<Response>;
  stop: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Starts the site; settings are added to the environment. `directory` keeps a database over several starts; `project` is another copy of the code. */
export async function startSite(
  settings: Record<string, string> = {},
  directory = mkdtempSync(join(tmpdir(), 'afterword-')),
  project = root,
): Promise<Site> {
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    TZ: process.env['TZ'],
    PORT: '0',
    SITE_URL: siteUrl,
    SECRET: 'for tests only, and long enough to be one',
    DATABASE_URL: `file:${join(directory, 'afterword.db')}`,
    ...settings,
  };
  const child = spawn(process.execPath, ['src/cli/main.ts', 'start'], { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let log = '';
  const url = await new Promise<string>((started, failed) => {
    const read = (text: string) => {
      log += text;
      const found = /is at (http:\S+?)\.? /.exec(log)?.[1];
      if (found) started(found);
    };
    child.stdout?.setEncoding('utf8').on('data', read);
    child.stderr?.setEncoding('utf8').on('data', read);
    child.once('exit', () => failed(new Error(`The site did not start:\n${log}`)));
  });
  const get = (path: string, init: RequestInit = {}) => fetch(new URL(path, url), { redirect: 'manual', ...init });
  return {
    url,
    base: new URL(url).pathname.replace(/\/$/, ''),
    env,
    process: child,
    log: () => log,
    get,
    post: (path, fields, headers = {}) =>
      get(path, { method: 'POST', body: fields instanceof FormData ? fields : new URLSearchParams(fields), headers }),
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
        await once(child, 'exit');
      }
      if (!settings['DATABASE_URL'] && signal === 'SIGTERM') rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Runs `afterword` with these words, on the database of a site. */
export async function afterword(env: NodeJS.ProcessEnv, ...words: string[]): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, ['src/cli/main.ts', ...words], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? 1, output };
}

let written = 0;

/** The fields of a comment that nothing is wrong with; each call makes another person and another text. */
export function aComment(fields: Record<string, string> = {}): Record<string, string> {
  written += 1;
  return {
    comment: `A thought, the ${written}th: ${wordsOf(written)}.`,
    name: `Reader ${written}`,
    email: `reader-${written}@example.org`,
    ...fields,
  };
}

/** Six words that no two numbers have in common order, so that no comment is nearly another. */
function wordsOf(number: number): string {
  const words = 'apple bridge cloud door engine forest garden harbor island jacket kettle ladder meadow needle orchard pencil'.split(' ');
  const digest = createHash('sha256').update(String(number)).digest();
  return Array.from({ length: 6 }, (_, place) => words[(digest[place] ?? 0) % words.length]).join(' ');
}

/** The id in `#comment-ID` of an answer's Location. */
export function commentId(response: Response): number {
  return Number(/#comment-(\d+)$/.exec(response.headers.get('location') ?? '')?.[1]);
}
