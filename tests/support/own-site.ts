/** The site built with content of its own, for what no post of ours happens to be. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  // Inside the project, because what is built finds its packages upwards from where it is.
  mkdirSync(join(root, '.astro'), { recursive: true });
  const directory = mkdtempSync(join(root, '.astro/own-'));
  try {
    for (const name of ['src', 'public', 'astro.config.mjs', 'tsconfig.json', 'package.json'])
      cpSync(join(root, name), join(directory, name), { recursive: true });
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
