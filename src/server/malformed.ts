/** What never became a request still gets an answer, written by hand, with the headers every response carries. */
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FixedHeaders } from './headers.ts';

const statuses = new Map([
  ['HPE_HEADER_OVERFLOW', '431 Request Header Fields Too Large'],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', '413 Content Too Large'],
  ['ERR_HTTP_REQUEST_TIMEOUT', '408 Request Timeout'],
]);

/** Answers, on this server, what Node could not read as a request: 400, 405, 408, 413 or 431, then the connection is closed. */
export function answerMalformed(server: Server, headers: FixedHeaders): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    close(socket, statuses.get(error.code ?? '') ?? '400 Bad Request', headers);
  });
  server.on('connect', (_request, socket) => close(socket, '405 Method Not Allowed', [...headers, ['allow', 'GET, HEAD, POST']]));
}

function close(socket: Duplex, status: string, headers: FixedHeaders): void {
  const lines = [...headers, ['cache-control', 'no-store'], ['content-length', '0'], ['connection', 'close']] as const;
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`, () => socket.destroy());
}
