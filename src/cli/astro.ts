/** Astro's own commands, as this project runs them: without telemetry, on the Node it brings along. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { isBuilt, rememberBuild } from './built.ts';
import { inTurn } from './in-turn.ts';

/** Two builds at once would take each other's files away. */
const ticket = '.astro/building';

/** The preview. Words are passed on: `afterword dev --port 4000`. */
export async function dev(words: string[]): Promise<number> {
  return (await astro(['dev', ...words], 'inherit')).code;
}

/** Builds the site into `dist/`. Quietly means: nothing is said unless it fails. */
export async function build({ quiet }: { quiet: boolean }): Promise<number> {
  return inTurn(ticket, () => fill({ quiet }));
}

async function fill({ quiet }: { quiet: boolean }): Promise<number> {
  const { code, output } = await astro(['build'], quiet ? 'pipe' : 'inherit');
  if (code === 0) rememberBuild();
  else if (quiet) console.error(output);
  return code;
}

/** Builds the site only if what it is made of changed since it was built last. */
export async function buildIfNeeded(): Promise<number> {
  if (isBuilt()) return 0;
  return inTurn(ticket, async () => {
    // Another process may have built it while this one waited.
    if (isBuilt()) return 0;
    console.log('Building the site …');
    return fill({ quiet: true });
  });
}

/** Runs a program of `node_modules`; `pipe` collects what it prints. */
async function astro(words: string[], stdio: 'inherit' | 'pipe'): Promise<{ code: number; output: string }> {
  const program = resolve('node_modules/astro/bin/astro.mjs');
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' };
  const child = spawn(process.execPath, [program, ...words], { stdio: ['inherit', stdio, stdio], env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise<number>((done) => child.once('close', (status) => done(status ?? 1)));
  return { code, output };
}
