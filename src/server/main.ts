/** The whole program, put together in order. `node src/server/main.ts` serves what `npm run build` made. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SearchIndex } from '../search/index-file.ts';
import { readSecret } from '../site/secret.ts';
import { readSettings, type Settings } from '../site/settings.ts';
import { frontDoor } from './front-door.ts';
import { fixedHeaders, inlineHashes } from './headers.ts';
import { keepOpening } from './keep-opening.ts';
import { Live } from './live.ts';
import { answerMalformed } from './malformed.ts';
import { readManifest } from './manifest.ts';
import { offlineAs } from './offline.ts';
import { report } from './report.ts';
import { speculation } from './speculation.ts';
import { Variants } from './variants.ts';

/** What Astro built for run time: `entry.ts`. */
type Entry = typeof import('./entry.ts');

export interface Running {
  url: string;
  /** Finishes what was acknowledged, then stops. */
  stop(): Promise<void>;
}

/**
 * Starts serving.
 * @throws SettingsError or DatabaseRefused with a message for the operator.
 */
export async function run(env: NodeJS.ProcessEnv, build = resolve('dist')): Promise<Running> {
  const settings = readSettings(env);
  const site = settings.siteUrl + settings.base;
  const secret = readSecret(settings.secret);
  const entry = await loadEntry(build);
  const { isOnDemand, render } = entry;
  const built = readManifest(resolve(build, 'client'), (path) => !isOnDemand(new Request(site + path)));
  const manifest = offlineAs(settings.offline, built, readFileSync(resolve(build, 'service-worker-remover.js')));
  const early = speculation();
  manifest.set(early.address, early.file);
  const searchIndex = openSearchIndex(resolve(build, 'search.db'));
  const locals = { settings, secret, network: null, moderator: null, searchIndex: async () => searchIndex };
  const live = new Live({
    database: null,
    changes: null,
    render: async (name, current) => {
      const address = `${site}/regions/${name.replace(':', '/')}/`;
      const response = await entry.render(new Request(address), { ...locals, database: current });
      if (response.status !== 200) throw new Error(`The region ${name} could not be rendered.`);
      return response.text();
    },
  });
  const authors = new Map(await entry.postAuthors());
  const database = await keepOpening(live, { settings, secret, authorsOf: (post) => authors.get(post) ?? [], report });
  const pages = [...manifest.values()].filter(({ type }) => type.startsWith('text/html')).map(({ body }) => body.bytes.toString());
  const headers = fixedHeaders(settings.siteUrl, inlineHashes([...pages, ...entry.inlineStyles]));
  const redirects = new Map(await entry.redirects());
  const variants = new Variants();
  const known = { settings, secret, headers, manifest, redirects, live, variants, speculation: early.header, searchIndex };
  const answer = frontDoor({ ...known, isOnDemand, render, report });
  const server = createServer(limits, answer).on('checkExpectation', answer);
  answerMalformed(server, headers);
  const url = await listen(server, settings);
  return {
    url,
    stop: async () => {
      // A connection that answers its last request now is idle a moment later, and would stay so for `keepAliveTimeout`.
      const sweeping = setInterval(() => server.closeIdleConnections(), 20);
      await new Promise((closed) => server.close(closed));
      clearInterval(sweeping);
      await database.close();
      searchIndex?.close();
    },
  };
}

/** How long a client may take, in milliseconds, and how much it may say before its body. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 15_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16_384,
  // The front door looks at Host itself: what Node answers lacks the headers every response carries.
  requireHostHeader: false,
};

/** Without its index the site is served all the same, and says that it cannot be searched. */
function openSearchIndex(file: string): SearchIndex | null {
  try {
    return new SearchIndex(file);
  } catch (error) {
    report(error, 'search');
    return null;
  }
}

async function loadEntry(build: string): Promise<Entry> {
  return (await import(pathToFileURL(resolve(build, 'server/entry.mjs')).href)) as Entry; // made from entry.ts by the build
}

async function listen(server: Server, { host, port, base }: Settings): Promise<string> {
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, host, listening);
  });
  const { port: actual } = server.address() as AddressInfo; // a server that listens on a port has one
  return `http://${host.includes(':') ? `[${host}]` : host}:${actual}${base}`;
}
