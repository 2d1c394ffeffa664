/** The real site below a path of its host: built from a copy of the project, with a SITE_URL that has one. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectCopy } from './own-site.ts';
import { type Site, siteUrl, startSite } from './site.ts';

export const base = '/blog';

/** Builds and starts it; what it was built from is gone when it has stopped. `built` is the folder of what was built to be served. */
export async function startSiteBelow(settings: Record<string, string> = {}): Promise<Site & { built: string }> {
  const project = projectCopy();
  const remove = () => rmSync(project, { recursive: true, force: true });
  try {
    const site = await startSite({ SITE_URL: `${siteUrl}${base}/`, ...settings }, undefined, project);
    return { ...site, built: join(project, 'dist/client'), stop: (signal) => site.stop(signal).finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}
