/** The site built with content of its own, for what no post of ours happens to be. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BuiltPage, readPage } from './built.ts';
import { root, siteUrl } from './site.ts';

export interface OwnSite {
  files: string[];
  text: (file: string) => string;
  page: (address: string) => BuiltPage;
}

/** Builds a project of these content files (`content/posts/2026/11/on-fire.mdx`), reads what came of it and leaves nothing behind. Fails with what the build said. */
export async function buildWith(content: Readonly<Record<string, string | Buffer>>): Promise<OwnSite> {
  const directory = copyOf('src', 'public', 'astro.config.mjs', 'tsconfig.json', 'package.json');
  try {
    for (const [file, written] of Object.entries(content)) {
      mkdirSync(dirname(join(directory, file)), { recursive: true });
      writeFileSync(join(directory, file), written);
    }
    await build(directory);
    const client = join(directory, 'dist/client');
    const built = new Map(
      globSync('**/*.*', { cwd: client }).map((file) => [file.replaceAll('\\', '/'), readFileSync(join(client, file), 'utf8')]),
    );
    const text = (file: string) => {
      const found = built.get(file);
      if (found === undefined) throw new Error(`There is no ${file} among ${[...built.keys()].join(', ')}.`);
      return found;
    };
    return { files: [...built.keys()], text, page: (address) => readPage(address, text(`${address.slice(1)}index.html`)) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The whole project once more, in a folder where its own command builds it with other settings. Remove it after the tests. */
export function projectCopy(): string {
  const directory = copyOf('src', 'public', 'content', 'astro.config.mjs', 'tsconfig.json', 'package.json', 'package-lock.json');
  // Astro keeps what it knows of a project in `node_modules`, so that each needs one of its own.
  mkdirSync(join(directory, 'node_modules'));
  symlinkSync(join(root, 'node_modules/astro'), join(directory, 'node_modules/astro'), 'junction');
  return directory;
}

/** Inside the project, because what is built finds its packages upwards from where it is. */
function copyOf(...names: string[]): string {
  mkdirSync(join(root, '.astro'), { recursive: true });
  const directory = mkdtempSync(join(root, '.astro/own-'));
  for (const name of names) cpSync(join(root, name), join(directory, name), { recursive: true });
  return directory;
}

async function build(directory: string): Promise<void> {
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    SITE_URL: siteUrl,
    SECRET: 'for tests only, and long enough to be one',
    DATABASE_URL: `file:${join(directory, 'none.db')}`,
    ASTRO_TELEMETRY_DISABLED: '1',
  };
  const child = spawn(process.execPath, [join(root, 'node_modules/astro/bin/astro.mjs'), 'build'], {
    cwd: directory,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(output);
}
