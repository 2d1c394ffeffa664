import { request } from 'node:http';

/** The bytes of a response as they cross the line: `fetch` would unpack them. */
export async function encodedBytes(url: URL): Promise<{ body: Buffer; encoding: string | undefined }> {
  return new Promise((done, failed) => {
    request(url, { headers: { 'accept-encoding': 'br, gzip' } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done({ body: Buffer.concat(parts), encoding: response.headers['content-encoding'] }));
    })
      .on('error', failed)
      .end();
  });
}
