import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Body } from './reply.ts';

/** A built file in memory. */
export interface BuiltFile {
  body: Body;
  type: string;
  cacheControl: string;
  /** What it may do when it is no page and does more than any other file. */
  policy?: string | undefined;
  /** The page that search engines should list instead, for another form of it. */
  canonical?: string | undefined;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.xsl': 'text/xsl; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
  '.avif': 'image/avif',
  '.webp': 'image/webp',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.ico': 'image/x-icon',
  '.pdf': 'application/pdf',
};

/**
 * Everything that may be served, by its address: `/about/` for `about/index.html`. What is not in it does not exist.
 * @param directory where the build put the files, `dist/client`
 * @param isServed whether the file of an address is. A page made on demand may have a stand-in, for hosts that only have files
 */
export function readManifest(directory: string, isServed: (address: string) => boolean = () => true): Map<string, BuiltFile> {
  const manifest = new Map<string, BuiltFile>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const address = path
      .slice(directory.length)
      .replaceAll('\\', '/')
      .replace(/\/index\.html$/, '/');
    if (!isServed(address)) continue;
    const type = types[extname(entry.name).toLowerCase()] ?? 'application/octet-stream';
    manifest.set(address, {
      body: new Body(readFileSync(path), /charset/.test(type)),
      type,
      // Names under /_astro/ contain a hash of what they hold.
      cacheControl: address.startsWith('/_astro/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      canonical: pageOf(address),
    });
  }
  return manifest;
}

/** `/2026/11/on-fire.md` → `/2026/11/on-fire/`: the Markdown of a post is the same text once more. */
function pageOf(address: string): string | undefined {
  return /^\/\d{4}\/\d{2}\/[^/]+\.md$/.test(address) ? address.replace(/\.md$/, '/') : undefined;
}
