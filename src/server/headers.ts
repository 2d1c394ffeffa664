import { createHash } from 'node:crypto';

/** Headers every response carries, whatever its status. */
export type FixedHeaders = readonly (readonly [name: string, value: string])[];

/** Inline code that pages may run and styles they may use, by hash. */
export interface Allowed {
  scripts: ReadonlySet<string>;
  styles: ReadonlySet<string>;
}

/** What a file may do that is no page, should somebody open it by itself: nothing but wear our style sheet and typeface, as feeds do. */
export const filePolicy =
  "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Nothing is allowed but what the build made: our own files, and the inline styles and scripts of the built pages by
 * their hashes. @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CSP
 */
export function fixedHeaders(siteUrl: string, allowed: Allowed): FixedHeaders {
  const secure = siteUrl.startsWith('https:');
  const policy = [
    "default-src 'none'",
    `script-src 'self'${sources(allowed.scripts)}`,
    `style-src 'self'${sources(allowed.styles)}`,
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ];
  return [
    ['content-security-policy', policy.join('; ')],
    ...(secure ? [['strict-transport-security', 'max-age=63072000; includeSubDomains'] as const] : []),
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    // `no-referrer` would make browsers send `Origin: null` with a plain form, which we could not tell from another site.
    ['referrer-policy', 'strict-origin-when-cross-origin'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-embedder-policy', 'require-corp'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()'],
  ];
}

/** The hashes of all inline styles and of all inline scripts that a browser would run in these pages. */
export function inlineHashes(pages: Iterable<string>): Allowed {
  const scripts = new Set<string>();
  const styles = new Set<string>();
  for (const html of pages) {
    for (const [, css = ''] of html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)) styles.add(hash(css));
    for (const [, attributes = '', code = ''] of html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)) {
      if (code !== '' && !/type="application\//.test(attributes)) scripts.add(hash(code));
    }
  }
  return { scripts, styles };
}

/** The source expression by which a policy allows exactly this inline text. */
export function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function sources(hashes: ReadonlySet<string>): string {
  return [...hashes]
    .sort()
    .map((source) => ` ${source}`)
    .join('');
}
