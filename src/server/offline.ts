/** Whether readers' browsers keep pages is decided here and not by the build: the same files serve both ways. */
import { paths, writtenPaths } from '../site/paths.ts';
import type { BuiltFile } from './manifest.ts';
import { Body } from './reply.ts';

/** What the service worker may do: ask this site, and nothing else. */
export const workerPolicy = "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** How pages say where the service worker is. */
const mention = ` data-offline="${paths.worker()}"`;

/**
 * The files as they are served, by their addresses below the base. Switched off, no page asks for the service worker, and whoever still has it is given
 * what removes it.
 * @param remover what the build made of `site/offline/remove.ts`
 */
export function offlineAs(offline: boolean, files: ReadonlyMap<string, BuiltFile>, remover: Buffer): Map<string, BuiltFile> {
  const served = new Map(files);
  const worker = files.get(writtenPaths.worker());
  if (worker) served.set(writtenPaths.worker(), { ...worker, policy: workerPolicy, body: offline ? worker.body : new Body(remover, true) });
  if (offline) return served;
  served.delete(writtenPaths.offline());
  for (const [address, file] of served) {
    if (file.type.startsWith('text/html')) served.set(address, { ...file, body: withoutMention(file.body) });
  }
  return served;
}

function withoutMention({ bytes }: Body): Body {
  return new Body(Buffer.from(bytes.toString().replace(mention, '')), true);
}
