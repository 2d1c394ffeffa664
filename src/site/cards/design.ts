/** What cards look like, as a hash: of the code that draws them, their colours and faces, and the version of what sets the type. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

/** A hash that is the same as long as the same words give the same card on the same machine. */
export function designOf(): string {
  const hash = createHash('sha256').update(JSON.stringify(sharp.versions));
  const site = join(import.meta.dirname, '..');
  for (const file of globSync(['cards/*.ts', 'fonts/*.{otf,conf}', 'styles/tokens.css'], { cwd: site }).toSorted())
    hash.update(`\0${file.replaceAll('\\', '/')}\0`).update(readFileSync(join(site, file)));
  return hash.digest('base64url');
}
