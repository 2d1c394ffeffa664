/** Requests as bytes on a socket, for what no well-behaved client sends. */
import { connect } from 'node:net';

export interface RawAnswer {
  status: number;
  headers: Map<string, string>;
  body: string;
}

/** Sends bytes and reads until the other side closes. Null when it closed without a word. */
export async function sendRaw(url: string, bytes: string | Buffer, patience = 10_000): Promise<RawAnswer | null> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  await new Promise<void>((closed, failed) => {
    socket.setTimeout(patience, () => socket.destroy(new Error(`No end after ${patience} ms of silence.`)));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A refused upload may be cut off while it is still being sent; what was said before counts.
    socket.on('error', (error: NodeJS.ErrnoException) => (error.code ? closed() : failed(error)));
    socket.on('close', () => closed());
    socket.write(bytes);
  });
  return parse(Buffer.concat(chunks).toString('latin1'));
}

/** A request with these lines after the first, ended by the server. */
export async function askRaw(url: string, target: string, lines: readonly string[] = [], method = 'GET'): Promise<RawAnswer | null> {
  const host = lines.some((line) => /^host:/i.test(line)) ? [] : [`Host: ${new URL(url).host}`];
  return sendRaw(url, Buffer.from([`${method} ${target} HTTP/1.1`, ...host, ...lines, 'Connection: close', '', ''].join('\r\n'), 'latin1'));
}

function parse(text: string): RawAnswer | null {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1];
  if (!status) return null;
  if (status === '100') return parse(rest.join('\r\n\r\n'));
  const headers = new Map(lines.map((line): [string, string] => [line.split(':')[0]?.toLowerCase() ?? '', line.replace(/^[^:]*:\s*/, '')]));
  return { status: Number(status), headers, body: rest.join('\r\n\r\n') };
}

/** Sends bytes, with `cut` also that nothing more comes, and returns the statuses of all answers to them, interim ones aside. */
export async function exchange(url: string, bytes: Buffer, cut: boolean, patience = 15_000): Promise<number[]> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = '';
  await new Promise<void>((closed, failed) => {
    socket.setTimeout(patience, () => socket.destroy(new Error(`No end after ${patience} ms of silence.`)));
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
      // Some of what is sent says that the connection shall be kept.
      if (/^HTTP\/1\.1 [2-5]/m.test(text)) socket.end();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => (error.code ? closed() : failed(error)));
    socket.on('close', () => closed());
    if (cut) socket.end(bytes);
    else socket.write(bytes);
  });
  return [...text.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status)).filter((status) => status >= 200);
}
