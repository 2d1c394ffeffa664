import type { IncomingMessage } from 'node:http';
import { largestBody, type Refusal, tooLarge } from './refuse.ts';

/** The whole body of a request, or a refusal as soon as it is too large: by bytes that arrived, whatever was announced. */
export async function readBody(request: IncomingMessage): Promise<Buffer<ArrayBuffer> | Refusal> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // Without `destroyOnReturn: false` the connection would be gone before the refusal is sent.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > largestBody) return tooLarge;
      chunks.push(chunk);
    }
  } catch {
    return { status: 400, text: 'The form did not arrive whole.' };
  }
  return Buffer.concat(chunks);
}
