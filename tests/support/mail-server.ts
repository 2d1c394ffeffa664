/** A real mail server on this machine that behaves as a test asks. */
import type { AddressInfo, Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Smtp } from '../../src/site/smtp-url.ts';

/** How a letter is received: taken, answered with a status, left without an answer, or the line goes dead before or after it was taken. */
export type Conduct = 'take' | 'ignore' | 'drop' | 'take, then drop' | { recipient: number } | { data: number };

/** A message as it arrived. */
export interface Arrived {
  from: string;
  to: string[];
  raw: string;
  /** Names of its headers as they stand there, and what each says, unfolded. */
  headers: [name: string, value: string][];
  /** What it says, decoded. */
  text: string;
  encrypted: boolean;
  user: string | undefined;
}

export interface MailServer {
  smtp: Smtp;
  url: string;
  /** Messages this server took, oldest first. */
  taken: Arrived[];
  /** How often somebody wanted to leave a message. */
  visits: () => number;
  /** Nobody can reach it from now on. */
  close: () => Promise<void>;
}

/** Opens a mail server; `conduct` is asked at each visit, which are counted from 1. It is closed after the test. */
export async function openMailServer(
  test: TestContext,
  conduct: (visit: number) => Conduct = () => 'take',
  options: SMTPServerOptions = {},
): Promise<MailServer> {
  const taken: Arrived[] = [];
  const sockets = new Set<Socket>();
  const hangUp = () => sockets.forEach((socket) => socket.destroy());
  let visits = 0;
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 1,
    onAuth: ({ username, password }, _session, answer) =>
      password === 'right' ? answer(null, { user: username }) : answer(withStatus(535, 'No such user: ' + username)),
    onRcptTo: ({ address }, _session, answer) => {
      visits += 1;
      const now = conduct(visits);
      answer(typeof now === 'object' && 'recipient' in now ? withStatus(now.recipient, `Not for ${address}`) : null);
    },
    onData: async (stream, { envelope, secure, user }, answer) => {
      const raw = await text(stream).catch(() => null);
      if (raw === null) return; // the other side went away
      const now = conduct(visits);
      const isTaken = now === 'take' || now === 'take, then drop';
      const from = envelope.mailFrom ? envelope.mailFrom.address : '';
      if (isTaken)
        taken.push({ from, to: envelope.rcptTo.map(({ address }) => address), encrypted: secure, user: user as string, ...read(raw) });
      if (now === 'drop' || now === 'take, then drop') hangUp();
      else if (now !== 'ignore') answer(typeof now === 'object' && 'data' in now ? withStatus(now.data, raw.slice(0, 200)) : null);
    },
    ...options,
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => void sockets.add(socket.once('close', () => sockets.delete(socket))));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.server.address() as AddressInfo; // a server that listens on a port has one
  const close = () => new Promise<void>((closed) => server.close(() => closed()));
  test.after(close);
  const url = `smtp://127.0.0.1:${port}`;
  return { smtp: { host: '127.0.0.1', port, encryption: 'none', login: null }, url, taken, visits: () => visits, close };
}

/** A message taken apart: headers, and the text of one that has no parts. */
export function read(raw: string): Pick<Arrived, 'raw' | 'headers' | 'text'> {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = head
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);
  const encoding = headers.find(([name]) => name === 'Content-Transfer-Encoding')?.[1];
  return { raw, headers, text: decode(rest.join('\r\n\r\n'), encoding).replaceAll('\r\n', '\n') };
}

function decode(body: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  if (encoding !== 'quoted-printable') return body;
  const bytes = body.replace(/=\r\n/g, '').replace(/=([\dA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

function withStatus(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
