/** The least a server can do: `node bench/peer.ts FILE.br disk|memory` answers everything with that file, read anew each time or kept. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const [file = '', from] = process.argv.slice(2);
const kept = readFileSync(file);
const server = createServer(async (_, response) => {
  const bytes = from === 'disk' ? await readFile(file) : kept;
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'br', 'content-length': bytes.length });
  response.end(bytes);
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  console.log(`http://127.0.0.1:${port}/`);
});
