/** Pages that readers are about to open may be asked for a moment before. Which ones, browsers learn from a file that a header names. */
import type { IncomingMessage } from 'node:http';
import { paths } from '../site/paths.ts';
import type { BuiltFile } from './manifest.ts';
import { Body } from './reply.ts';

/** The rules as a file, its address below the base, and the header of pages that leads there. */
export interface Speculation {
  address: string;
  file: BuiltFile;
  header: readonly [name: string, value: string];
}

/**
 * Whether somebody has been here before: they come from another page of ours, or have the service worker. A first page
 * comes without the rules, which would be a request more.
 */
export function isNoFirstPage({ headers }: IncomingMessage): boolean {
  // Not Sec-Fetch-Site: it says nothing of where a page that is asked for early will be opened.
  return URL.parse(headers.referer ?? '')?.host === headers.host || headers['service-worker-navigation-preload'] !== undefined;
}

/**
 * Links to pages of ours that are the same for everybody, without a query, once somebody rests on them or presses them. The
 * page is fetched and not run, so nothing is counted. What is made for one person, or on demand, is left out.
 * @see https://html.spec.whatwg.org/multipage/speculative-loading.html
 */
export function speculation(): Speculation {
  const home = paths.home();
  const pages = (pathname: string) => ({ href_matches: { pathname, search: '' } });
  const madeOnDemand = [paths.moderation(), paths.search(), paths.reading(), paths.discussion('*')].map((path) => pages(`${path}*`));
  const where = { and: [{ or: [pages(home), pages(`${home}*/`)] }, ...madeOnDemand.map((page) => ({ not: page }))] };
  const body = new Body(Buffer.from(JSON.stringify({ prefetch: [{ where, eagerness: 'moderate' }] })), true);
  const address = `/speculation-rules.${body.etag('identity').slice(1, 9)}.json`;
  return {
    address,
    // Its name is made of what it holds: browsers ask for it once.
    file: { body, type: 'application/speculationrules+json', cacheControl: 'public, max-age=31536000, immutable' },
    header: ['speculation-rules', `"${paths.of(address)}"`],
  };
}
