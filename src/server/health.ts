import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Live } from './live.ts';
import { finish } from './reply.ts';

/** `/healthz`: 200 while pages and comments work, 503 when comments cannot be stored. For load balancers and people. */
export async function health(live: Live, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answers = await live.probe();
  const bytes = Buffer.from(
    `${JSON.stringify({ status: answers ? 'ok' : 'degraded', pages: 'ok', database: answers ? 'ok' : 'unavailable' })}\n`,
  );
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  finish(request, response, answers ? 200 : 503, bytes);
}
