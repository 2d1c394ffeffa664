import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayOf } from '../site/dates.ts';
import { readSettings } from '../site/settings.ts';

const stamp = 'dist/.built';
const sources = ['content', 'public', 'src', 'astro.config.mjs', 'package-lock.json', 'tsconfig.json'];

/** Whether `dist/` was made from exactly what is here now, for this SITE_URL with its path, and no post has come due since. */
export function isBuilt(): boolean {
  if (!existsSync(stamp)) return false;
  const [fingerprint, builtOn = ''] = readFileSync(stamp, 'utf8').split('\n');
  return fingerprint === fingerprintOf(sources) && !postsCameDue(builtOn, dayOf(new Date()));
}

/** Notes that `dist/` was made from what is here now. */
export function rememberBuild(): void {
  writeFileSync(stamp, `${fingerprintOf(sources)}\n${dayOf(new Date())}\n`);
}

/** By content and not by time, because a fresh clone has new times. */
function fingerprintOf(paths: readonly string[]): string {
  const { siteUrl, base } = readSettings(process.env);
  const hash = createHash('sha256').update(siteUrl + base);
  for (const path of paths) for (const file of filesOf(path)) hash.update(`\0${file}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}

/** Whether some post has a date after the last build and not after today. */
function postsCameDue(builtOn: string, today: string): boolean {
  if (builtOn === today) return false;
  return filesOf('content/posts')
    .filter((file) => file.endsWith('.mdx'))
    .some((file) => {
      const published = /^published:\s*['"]?([\d-]+)/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
      return published > builtOn && published <= today;
    });
}
