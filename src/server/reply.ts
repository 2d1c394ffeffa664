import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const encodings = ['br', 'gzip'] as const;
type Encoding = (typeof encodings)[number] | 'identity';

/** Something to send: its bytes, and once somebody asked for them its compressed forms, each made once. */
export class Body {
  readonly #forms = new Map<Encoding, Promise<Buffer>>();
  readonly #hash: string;

  readonly bytes: Buffer;
  /** Whether compressing is worth trying: text is, pictures and fonts are not. */
  readonly compressible: boolean;

  /** Whether it is sent once and not kept: then small is not worth much time. */
  readonly passing: boolean;

  constructor(bytes: Buffer, compressible: boolean, passing = false) {
    this.passing = passing;
    this.bytes = bytes;
    this.compressible = compressible;
    this.#hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  }

  /** The bytes in an encoding; a second request while the first compresses waits for the same work. */
  in(encoding: Encoding): Promise<Buffer> {
    const known = this.#forms.get(encoding);
    if (known) return known;
    const form = compress(this.bytes, encoding, this.passing);
    this.#forms.set(encoding, form);
    return form;
  }

  /** A strong validator: it differs between encodings, as their bytes do. */
  etag(encoding: Encoding): string {
    return encoding === 'identity' ? `"${this.#hash}"` : `"${this.#hash}-${encoding}"`;
  }
}

/** Sends a body in the encoding the client likes best, or 304 when it has it already. */
export async function sendBody(request: IncomingMessage, response: ServerResponse, status: number, body: Body): Promise<void> {
  const encoding = body.compressible ? chooseEncoding(request.headers['accept-encoding']) : 'identity';
  if (body.compressible) response.setHeader('vary', [response.getHeader('vary'), 'accept-encoding'].filter(Boolean).join(', '));
  const etag = body.etag(encoding);
  if (status === 200) {
    response.setHeader('etag', etag);
    if (matches(request.headers['if-none-match'], etag)) {
      response.removeHeader('content-type');
      response.writeHead(304).end();
      return;
    }
  }
  if (encoding !== 'identity') response.setHeader('content-encoding', encoding);
  finish(request, response, status, await body.in(encoding));
}

/** Sends a sentence of our own: refusals before any page is involved. */
export function sendText(request: IncomingMessage, response: ServerResponse, status: number, text: string): void {
  const bytes = Buffer.from(`${text}\n`);
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  finish(request, response, status, bytes);
}

/** How long the rest of a request that is answered already may take, in milliseconds. */
const patience = 2_000;

/** Sends the answer. When it comes before its request was read whole, the rest is let in and dropped for a moment: a connection closed at once would take the answer away from a client that is still sending. */
export function finish(request: IncomingMessage, response: ServerResponse, status: number, bytes: Buffer): void {
  response.writeHead(status, { 'content-length': bytes.length });
  const shown = request.method === 'HEAD' ? undefined : bytes;
  const { 'content-length': length = '0', 'transfer-encoding': transfer } = request.headers;
  if (request.complete || (length === '0' && transfer === undefined)) return void response.end(shown);
  if (shown) response.write(shown);
  else response.flushHeaders();
  const end = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(() => request.destroy(), patience);
  request.once('end', end).once('close', end).once('error', end).resume();
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3 */
export function chooseEncoding(accepted: string | string[] | undefined): Encoding {
  const weights = new Map<string, number>();
  for (const part of String(accepted ?? '')
    .toLowerCase()
    .split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
    const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    weights.set(name, q === undefined ? 1 : Number(q) || 0);
  }
  const weight = (encoding: string) => weights.get(encoding) ?? weights.get('*') ?? 0;
  const [best] = encodings.filter((encoding) => weight(encoding) > 0).sort((a, b) => weight(b) - weight(a));
  return best ?? 'identity';
}

function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === etag);
}

const asBrotli = promisify(brotliCompress);
const asGzip = promisify(gzip);

/** Off the main thread. Quality 9 is within 12 % of the smallest for a page and thirty times faster; what is sent once gets by with less. */
async function compress(bytes: Buffer, encoding: Encoding, passing: boolean): Promise<Buffer> {
  if (encoding === 'br') {
    return asBrotli(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: passing ? 4 : 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    });
  }
  return encoding === 'gzip' ? asGzip(bytes, { level: passing ? 5 : 9 }) : bytes;
}
