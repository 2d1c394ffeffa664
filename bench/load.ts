/**
 * Asks for one page over and over on some kept connections for some seconds, in a process of its own:
 * `node bench/load.ts URL CONNECTIONS SECONDS`. Prints JSON. Bare sockets, so that the asking costs little beside the answering.
 */
import { connect } from 'node:net';

const [address = '', connections = '16', seconds = '3'] = process.argv.slice(2);
const url = new URL(address);
const request = Buffer.from(`GET ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\nAccept-Encoding: br\r\nConnection: keep-alive\r\n\r\n`);

/** The bytes of one whole answer: every further one is as long. */
async function answerLength(): Promise<number> {
  const response = await fetch(url, { headers: { 'accept-encoding': 'br' } });
  if (response.status !== 200 || response.headers.get('content-encoding') !== 'br')
    throw new Error(`${address} answers ${response.status}`);
  const length = Number(response.headers.get('content-length'));
  await response.arrayBuffer();
  return new Promise((known, failed) => {
    const socket = connect(Number(url.port), url.hostname, () => socket.write(request));
    let bytes = 0;
    let total = Infinity;
    socket.on('data', (chunk: Buffer) => {
      const head = chunk.indexOf('\r\n\r\n');
      if (total === Infinity && head >= 0) total = bytes + head + 4 + length;
      bytes += chunk.length;
      if (bytes >= total) known(socket.destroy() && total);
    });
    socket.on('error', failed);
  });
}

const length = await answerLength();
const until = performance.now() + Number(seconds) * 1_000;
const times: number[] = [];
const started = performance.now();
await Promise.all(
  Array.from(
    { length: Number(connections) },
    () =>
      new Promise<void>((done, failed) => {
        let received = 0;
        let asked = 0;
        const ask = () => {
          asked = performance.now();
          socket.write(request);
        };
        const socket = connect(Number(url.port), url.hostname, ask).setNoDelay(true);
        socket.on('data', (chunk: Buffer) => {
          received += chunk.length;
          if (received < length) return;
          if (received > length) return failed(new Error('An answer was longer than the first.'));
          received = 0;
          times.push(performance.now() - asked);
          if (performance.now() < until) return ask();
          socket.end();
          return done();
        });
        socket.on('error', failed);
      }),
  ),
);
const elapsed = (performance.now() - started) / 1_000;
times.sort((a, b) => a - b);
const at = (share: number) => times[Math.floor(times.length * share)];
console.log(JSON.stringify({ perSecond: times.length / elapsed, p50: at(0.5), p99: at(0.99) }));
