/**
 * The order in which a request is dealt with: refuse what is malformed, set the headers every response carries,
 * answer from memory, otherwise render. Nothing but built files and the pages made on demand is ever served.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { SearchIndex } from '../search/index-file.ts';
import { networkOf } from '../site/network.ts';
import type { Secret } from '../site/secret.ts';
import { choiceIn, withChoice } from '../site/reading/choice.ts';
import type { Settings } from '../site/settings.ts';
import { filePolicy, type FixedHeaders } from './headers.ts';
import { health } from './health.ts';
import type { Live } from './live.ts';
import type { BuiltFile } from './manifest.ts';
import { readBody } from './read-body.ts';
import { notAllowed, readTarget, type Refusal, refuseBody, refuseForeign, type Target } from './refuse.ts';
import { Body, sendBody, sendText } from './reply.ts';
import { isNoFirstPage } from './speculation.ts';
import type { Variants } from './variants.ts';
import { visitorAddress } from './visitor.ts';

export interface FrontDoor {
  settings: Settings;
  secret: Secret;
  headers: FixedHeaders;
  manifest: ReadonlyMap<string, BuiltFile>;
  /** Old addresses and where they went. */
  redirects: ReadonlyMap<string, string>;
  live: Live;
  searchIndex: SearchIndex | null;
  variants: Variants;
  /** The header by which pages name the rules for asking early. */
  speculation: readonly [name: string, value: string];
  isOnDemand: (request: Request) => boolean;
  render: (request: Request, locals: App.Locals) => Promise<Response>;
  /** Notes what went wrong, for the operator. */
  report: (error: unknown, address: string) => void;
}

/** Answers every request: refused, from memory, or rendered. */
export function frontDoor(door: FrontDoor): RequestListener {
  const siteHost = new URL(door.settings.siteUrl).host;
  const { base } = door.settings;
  return (request, response) => {
    for (const [name, value] of door.headers) response.setHeader(name, value);
    const target = readTarget(request, siteHost, base);
    if ('status' in target) return refuse(request, response, target);
    answer(door, request, response, target).catch((error: unknown) => {
      door.report(error, base + target.path);
      void sendPage(door, request, response, '/500.html', 500).catch(() => response.destroy());
    });
  };
}

async function answer(door: FrontDoor, request: IncomingMessage, response: ServerResponse, target: Target): Promise<void> {
  const { path, query } = target;
  const file = isErrorPage(path) ? undefined : door.manifest.get(path);
  const elsewhere = file ? undefined : (door.redirects.get(path) ?? door.redirects.get(`${path}/`) ?? withSlash(door, path));
  const url = new URL(fullAddress(door, path) + query);
  const onDemand = !file && isPublic(path) && door.isOnDemand(new Request(url));
  // Forms go to pages; files, feeds among them, are only read.
  const methods = onDemand && path.endsWith('/') ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD'];
  const known = path === '/healthz' || file || elsewhere !== undefined || onDemand;
  const method = request.method ?? '';
  if (!methods.includes(method) && (known || method !== 'POST')) return refuse(request, response, notAllowed(methods.join(', ')));

  if (path === '/healthz') return health(door.live, request, response);
  if (file) return sendFile(door, request, response, file, 200);
  if (elsewhere !== undefined) return redirect(request, response, elsewhere + query);
  if (!onDemand) return sendPage(door, request, response, '/404.html', 404);
  if (method !== 'POST') return render(door, request, response, new Request(url, { headers: headersOf(request) }));

  const refusal = refuseForeign(request, door.settings.siteUrl) ?? refuseBody(request);
  const body = refusal ?? (await readBody(request));
  if ('status' in body) return refuse(request, response, body);
  await render(door, request, response, new Request(url, { method: 'POST', headers: headersOf(request), body }));
}

async function render(door: FrontDoor, request: IncomingMessage, response: ServerResponse, asked: Request): Promise<void> {
  await door.live.refresh();
  const { settings, secret } = door;
  const network = networkOf(visitorAddress(request, settings.trustedProxies), secret);
  const locals = { settings, secret, network, moderator: null, searchIndex: async () => door.searchIndex };
  const again = asked.clone();
  let rendered = await door.render(asked, { ...locals, database: door.live.database });
  // A page that failed because the database went away is made once more, without it.
  if (rendered.status === 500 && !(await door.live.probe())) rendered = await door.render(again, { ...locals, database: null });
  if (asked.method === 'POST') await door.live.refresh(true);
  let bytes = Buffer.from(await rendered.arrayBuffer());
  if (rendered.status === 404 && bytes.length === 0) return sendPage(door, request, response, '/404.html', 404);
  if (rendered.status === 500) throw new Error('The page could not be rendered.');
  for (const [name, value] of rendered.headers) if (name !== 'set-cookie') response.setHeader(name, value);
  const cookies = rendered.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  // Nothing has neither a type nor a length.
  if (rendered.status === 204) return void response.setHeader('cache-control', 'private, no-store').writeHead(204).end();
  const type = rendered.headers.get('content-type') ?? 'text/html';
  response.setHeader('content-type', /charset|^(image|font)\//.test(type) ? type : `${type}; charset=utf-8`);
  response.setHeader('cache-control', 'private, no-store');
  if (type.startsWith('text/html') && isNoFirstPage(request)) response.setHeader(...door.speculation);
  const choice = type.startsWith('text/html') ? choiceIn(request.headers.cookie) : null;
  if (choice) bytes = Buffer.from(withChoice(bytes.toString(), choice));
  await sendBody(request, response, rendered.status, new Body(bytes, true, true));
}

async function sendFile(
  door: FrontDoor,
  request: IncomingMessage,
  response: ServerResponse,
  file: BuiltFile,
  status: number,
): Promise<void> {
  response.setHeader('content-type', file.type);
  response.setHeader('cache-control', status === 200 ? file.cacheControl : 'no-store');
  const isPage = file.type.startsWith('text/html');
  if (!isPage) response.setHeader('content-security-policy', file.policy ?? filePolicy);
  if (file.canonical !== undefined) response.setHeader('link', `<${fullAddress(door, file.canonical)}>; rel="canonical"`);
  if (isPage) response.setHeader('vary', 'cookie');
  if (isPage && isNoFirstPage(request)) response.setHeader(...door.speculation);
  const body = isPage ? door.variants.of(await door.live.page(file.body), choiceIn(request.headers.cookie)) : file.body;
  await sendBody(request, response, status, body);
}

async function sendPage(door: FrontDoor, request: IncomingMessage, response: ServerResponse, page: string, status: number): Promise<void> {
  const file = door.manifest.get(page);
  if (response.headersSent) return void response.destroy();
  if (!file) return sendText(request, response, status, status === 404 ? 'There is no page here.' : 'Something went wrong.');
  await sendFile(door, request, response, file, status);
}

function redirect(request: IncomingMessage, response: ServerResponse, location: string): void {
  response.setHeader('location', location);
  sendText(request, response, 301, `Moved to ${location}`);
}

function refuse(request: IncomingMessage, response: ServerResponse, { status, text, allow }: Refusal): void {
  if (allow) response.setHeader('allow', allow);
  // What is left of a refused body is not read.
  if (request.method === 'POST') response.setHeader('connection', 'close');
  sendText(request, response, status, text);
}

/** The address of a path below the base, as readers and Astro know it. */
function fullAddress({ settings: { siteUrl, base } }: FrontDoor, path: string): string {
  return siteUrl + base + path;
}

/** `/about` → `/about/`, with the base, when there is such a page. */
function withSlash(door: FrontDoor, path: string): string | undefined {
  if (path.endsWith('/') || isErrorPage(path)) return undefined;
  const page = `${path}/`;
  const isThere = door.manifest.has(page) || (isPublic(page) && door.isOnDemand(new Request(fullAddress(door, page))));
  return isThere ? door.settings.base + page : undefined;
}

/** Regions and Astro's own endpoints are for this process alone. */
function isPublic(path: string): boolean {
  return !/^\/(_|regions\/)/.test(path);
}

function isErrorPage(path: string): boolean {
  return path === '/404.html' || path === '/500.html';
}

/** The headers pages look at. What a client says about hosts and addresses is not among them; a page of ours it comes from is its path. */
function headersOf({ headers }: IncomingMessage): Headers {
  const passed = new Headers();
  for (const name of ['cookie', 'content-type', 'accept', 'accept-language', 'user-agent'] as const) {
    if (headers[name] !== undefined) passed.set(name, headers[name]);
  }
  const from = URL.parse(headers.referer ?? '');
  if (from && from.host === headers.host) passed.set('referer', from.pathname + from.search);
  return passed;
}
