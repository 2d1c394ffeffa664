/** Requests nobody should send, made from a seed: any of them again by its number. */
import * as fc from 'fast-check';
import { discussion, essay } from './site.ts';

export interface Hostile {
  bytes: string;
  /** Whether the other side may rightly wait for more, so that no answer at all is right too. */
  cut: boolean;
}

const line = '\r\n';
const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);
/** Bytes as a latin1 string. */
const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((array) => Buffer.from(array).toString('latin1'));
const token = fc.string({ unit: oneOf(...'abcXYZ019-_'), minLength: 1, maxLength: 12 });

const method = fc.oneof(
  { weight: 8, arbitrary: oneOf('GET', 'POST', 'POST', 'HEAD') },
  { weight: 2, arbitrary: oneOf('PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'CONNECT', 'PRI', 'get', 'P OST', '') },
  { weight: 1, arbitrary: token },
);

const place = oneOf(
  '/',
  essay,
  discussion,
  discussion,
  discussion,
  '/2008/02/none/comments/',
  '/about',
  '/feed.xml',
  '/healthz',
  '/_astro/',
  '/404.html',
  '/regions/trending/',
  '/_image',
  '*',
  '',
);
const piece = oneOf(
  '..',
  '.',
  '%2e%2e',
  '%2E.',
  '%252e',
  '%5c',
  '\\',
  '%2f',
  '%00',
  '%0d%0aX:1',
  '%zz',
  '%',
  '%c0%af',
  '%ed%a0%80',
  '%u002e',
  ';a=b',
  '//',
  '?',
  '#',
  '\u00e9',
  '%F0%9F%92%A9',
  'etc/passwd',
  'dist/server/entry.mjs',
  ' ',
);
const query = oneOf(
  '',
  '?',
  '?reply=1',
  '?reply=-1',
  '?from=9e99',
  '?thread=1&after=x',
  '?waiting=a.b',
  '?waiting=%00',
  '?__proto__[a]=1',
  '?a=%',
  `?${'q=1&'.repeat(500)}`,
);
const target = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(place, query).map((parts) => parts.join('')) },
  {
    weight: 4,
    arbitrary: fc.tuple(place, fc.array(piece, { maxLength: 4 }), query).map(([start, pieces, rest]) => start + pieces.join('/') + rest),
  },
  {
    weight: 1,
    arbitrary: oneOf(
      'http://localhost:4321/',
      'https://evil.example/',
      '//evil.example/',
      `/${'a'.repeat(9_000)}`,
      'localhost:80',
      'file:///etc/passwd',
    ),
  },
  { weight: 1, arbitrary: bytes(40).map((text) => `/${text.replace(/[\r\n]/g, '')}`) },
);

const host = fc.oneof(
  { weight: 6, arbitrary: oneOf('Host: localhost', 'Host: localhost:4321', 'Host: 127.0.0.1') },
  {
    weight: 1,
    arbitrary: oneOf(
      'Host: evil.example',
      'Host: a@localhost',
      'Host: localhost:99999999',
      'Host:',
      'Host: [::1',
      'host: localhost\r\nHost: evil.example',
      '',
    ),
  },
);
const header = fc.oneof(
  {
    weight: 10,
    arbitrary: oneOf(
      'Origin: null',
      'Origin: http://localhost:4321',
      'Origin: ://',
      'Sec-Fetch-Site: cross-site',
      'Sec-Fetch-Site: same-origin',
      'Cookie: receipt=a.b; commenter={',
      'Cookie: commenter=%7B%22name%22%3A%7B%7D%7D',
      'Cookie: =;;;=',
      `Cookie: ${'a=b;'.repeat(1_000)}`,
      'If-None-Match: *',
      'If-None-Match: W/"',
      'Accept-Encoding: br;q=NaN,*;q=-1',
      `Accept-Encoding: ${'br,'.repeat(1_000)}`,
      'Range: bytes=0-1,5-',
      'Expect: 100-continue',
      'Expect: 200-ok',
      'Upgrade: websocket\r\nConnection: upgrade',
      'Connection: keep-alive, close, upgrade',
      'X-Forwarded-For: ::1, <script>',
      'X-Forwarded-Host: evil.example',
      'X-HTTP-Method-Override: DELETE',
      'Forwarded: for="_x',
      'Content-Encoding: gzip',
      'TE: trailers',
      'X-Original-URL: /healthz',
      'Accept-Language: \u00ff',
    ),
  },
  { weight: 4, arbitrary: fc.tuple(token, bytes(20)).map(([name, value]) => `${name}: ${value.replace(/[\0-\x1f\x7f]/g, '')}`) },
  { weight: 1, arbitrary: oneOf('Bad Header: x', ': x', 'X: \u0000', ' folded', `X-Long: ${'x'.repeat(17_000)}`, 'X: a\nb') },
);

const names = oneOf(
  'comment',
  'name',
  'email',
  'website',
  'parent',
  'remember',
  'company',
  'made',
  '__proto__',
  'constructor',
  'comment[]',
  '',
);
const wild = oneOf(
  'A word.',
  'me@example.org',
  'Me',
  'https://example.org',
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e\u200b',
  '<script>alert(1)</script>',
  '</textarea>',
  "'; drop table comments; --",
  '[x](javascript:alert(1))',
  '>'.repeat(3_000),
  '*'.repeat(9_000),
  '['.repeat(5_000),
  'a'.repeat(70_000),
  '1',
  '-1',
  '1e9',
  '999999999999999',
  'NaN',
  '[object Object]',
  '%',
  '${7*7}',
  '{{7*7}}',
  '\r\nSet-Cookie: a=b',
  'https://[::1',
  'https://user:pass@x.y',
  '\u0301'.repeat(500),
);
const field = fc.tuple(names, fc.oneof(wild, fc.string({ maxLength: 60, unit: 'binary' })));
const complete: [string, string][] = [
  ['comment', 'A thought.'],
  ['name', 'Reader'],
  ['email', 'reader@example.org'],
];
const fields = fc.tuple(fc.boolean(), fc.array(field, { maxLength: 8 })).map(([start, more]) => [...(start ? complete : []), ...more]);

const urlencoded = fields.map(
  (pairs) =>
    [
      'application/x-www-form-urlencoded',
      pairs.map((pair) => pair.map((text) => encodeURIComponent(text.toWellFormed())).join('=')).join('&'),
    ] as const,
);
const multipart = fc
  .tuple(fields, oneOf('', '; filename="a.txt"', "; filename*=UTF-8''%ff"), oneOf(line, '\n'), oneOf('--b--', '--b', ''))
  .map(([pairs, extra, end, last]) => {
    const parts = pairs.map(
      ([name, value]) =>
        `--b${end}Content-Disposition: form-data; name="${Buffer.from(name).toString('latin1')}"${extra}${end}${end}${Buffer.from(value).toString('latin1')}${end}`,
    );
    return ['multipart/form-data; boundary=b', parts.join('') + last] as const;
  });
const body = fc.oneof(
  { weight: 4, arbitrary: urlencoded },
  { weight: 3, arbitrary: multipart },
  {
    weight: 1,
    arbitrary: fc.tuple(
      oneOf(
        'application/x-www-form-urlencoded',
        'multipart/form-data',
        'multipart/form-data; boundary=',
        'multipart/form-data; boundary="',
        'application/json',
        'text/plain',
        '',
      ),
      bytes(300),
    ),
  },
  { weight: 1, arbitrary: fc.constant(['application/x-www-form-urlencoded', `comment=${'a'.repeat(300_000)}`] as const) },
);

/** How the length of a body is told: rightly, wrongly, in chunks good and bad. */
const framing: fc.Arbitrary<{ frame: (text: string) => string; cut: boolean }> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ frame: (text: string) => `Content-Length: ${text.length}${line}${line}${text}`, cut: false }) },
  {
    weight: 2,
    arbitrary: fc.constant({
      frame: (text: string) => `Transfer-Encoding: chunked${line}${line}${text.length.toString(16)}${line}${text}${line}0${line}${line}`,
      cut: false,
    }),
  },
  {
    weight: 1,
    arbitrary: oneOf<(text: string) => string>(
      (text: string) => `Content-Length: ${text.length + 10}${line}${line}${text}`,
      (text: string) => `Content-Length: -1${line}${line}${text}`,
      (text: string) => `Content-Length: 99999999999999999999${line}${line}${text}`,
      (text: string) => `Content-Length: 1${line}Content-Length: 2${line}${line}${text}`,
      (text: string) => `Content-Length: 5${line}Transfer-Encoding: chunked${line}${line}0${line}${line}${text}`,
      (text: string) => `Transfer-Encoding: gzip, chunked${line}${line}${text}`,
      (text: string) => `Transfer-Encoding: chunked, identity${line}${line}${text}`,
      (text: string) => `Transfer-Encoding: chunked${line}${line}zz${line}${text}`,
      (text: string) => `Transfer-Encoding: chunked${line}${line}ffffffffffffffff${line}${text}`,
      () => `Transfer-Encoding: chunked${line}${line}1;${'x'.repeat(20_000)}${line}a${line}0${line}${line}`,
    ).map((frame) => ({ frame, cut: true })),
  },
);

const whole: fc.Arbitrary<Hostile> = fc
  .tuple(
    method,
    target,
    host,
    fc.array(header, { maxLength: 2 }),
    body,
    framing,
    fc.oneof({ weight: 9, arbitrary: fc.constant('HTTP/1.1') }, { weight: 1, arbitrary: oneOf('HTTP/1.0', 'HTTP/2.0', 'HTTP/9', '') }),
  )
  .map(([verb, address, to, more, [type, text], { frame, cut }, version]) => {
    const head = [`${verb} ${address} ${version}`, to, ...more, 'Connection: close'].filter(Boolean);
    if (verb !== 'POST' && text.length % 3 > 0) return { bytes: [...head, '', ''].join(line), cut: false };
    return { bytes: [...head, ...(type ? [`Content-Type: ${type}`] : []), frame(text)].join(line), cut };
  });

/** A form in a request that is in order, with anything in its fields: it gets furthest. */
const form: fc.Arbitrary<Hostile> = fc
  .tuple(oneOf(discussion, essay, '/2008/02/none/comments/'), query, fc.oneof(urlencoded, multipart))
  .map(([address, asked, [type, text]]) => {
    const head = [
      `POST ${address}${asked} HTTP/1.1`,
      'Host: localhost',
      `Content-Type: ${type}`,
      'Connection: close',
      `Content-Length: ${text.length}`,
    ];
    return { bytes: [...head, '', text].join(line), cut: false };
  });

/** A request of any kind: whole, cut off somewhere, two in one, or no HTTP at all. */
export const hostile: fc.Arbitrary<Hostile> = fc.oneof(
  { weight: 12, arbitrary: whole },
  { weight: 8, arbitrary: form },
  { weight: 1, arbitrary: fc.tuple(whole, fc.nat(600)).map(([{ bytes }, length]) => ({ bytes: bytes.slice(0, length), cut: true })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(whole, whole)
      .map(([first, second]) => ({ bytes: first.bytes.replace('Connection: close\r\n', '') + second.bytes, cut: true })),
  },
  { weight: 1, arbitrary: bytes(200).map((text) => ({ bytes: text, cut: true })) },
);
