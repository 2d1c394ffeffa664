/** The line between a browser and a site: one address, behind which the site may change, be cut off, or fall silent. */
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Gateway {
  url: string;
  /** Every request that arrived, oldest first. */
  asked: { method: string; path: string; headers: IncomingMessage['headers'] }[];
  /** How many connections were closed while it was cut. */
  refused: () => number;
  /** Passes requests on to this site, from now on. */
  leadTo: (site: string) => void;
  /** Connections are closed at once, as if there were no network. */
  cut: () => void;
  /** Requests are taken and never answered. */
  silence: () => void;
  /** As before it was cut or silenced. */
  mend: () => void;
  close: () => Promise<void>;
}

/** Opens one to a site. */
export async function openGateway(site: string): Promise<Gateway> {
  let state: 'open' | 'cut' | 'silent' = 'open';
  let refused = 0;
  const asked: Gateway['asked'] = [];
  const server = createServer((request, response) => {
    if (state === 'cut') {
      refused += 1;
      return void request.socket.destroy();
    }
    asked.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers });
    if (state === 'open') passOn(site, request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo; // a server that listens on a port has one
  return {
    url: `http://localhost:${port}`,
    asked,
    refused: () => refused,
    leadTo: (other) => (site = other),
    cut: () => {
      state = 'cut';
      server.closeAllConnections();
    },
    silence: () => (state = 'silent'),
    mend: () => (state = 'open'),
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function passOn(site: string, request: IncomingMessage, response: ServerResponse): void {
  const passed = ask(new URL(request.url ?? '', site), { method: request.method, headers: request.headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  passed.on('error', () => response.destroy());
  request.pipe(passed);
}
