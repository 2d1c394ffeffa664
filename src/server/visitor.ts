import type { IncomingMessage } from 'node:http';
import { type BlockList, isIPv4, isIPv6 } from 'node:net';
import { keyedHash, type Secret } from '../site/secret.ts';

/**
 * The address a request really comes from: the socket's, unless that is a trusted proxy; then the rightmost
 * `X-Forwarded-For` entry that is not one. What a client writes further left is hearsay.
 */
export function visitorAddress(request: IncomingMessage, proxies: BlockList): string {
  let address = plain(request.socket.remoteAddress ?? '');
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((entry) => plain(entry.trim()));
  while (isTrusted(address, proxies) && forwarded.length > 0) {
    const previous = forwarded.pop() ?? '';
    if (!isIPv4(previous) && !isIPv6(previous)) break;
    address = previous;
  }
  return address;
}

/** A keyed hash of the network an address belongs to: the address itself for IPv4, its /64 for IPv6. The address is not kept. */
export function networkOf(address: string, secret: Secret): string {
  return keyedHash(secret, 'network', isIPv6(address) ? prefix64(address) : address);
}

/** The first four groups of an IPv6 address, written out: `2001:db8::1` → `2001:db8:0:0`. */
export function prefix64(address: string): string {
  const bare = address.split('%')[0] ?? '';
  // `URL` writes an address in one way, also one that ends in dotted IPv4.
  const [head = '', tail] = (URL.parse(`http://[${bare}]/`)?.hostname.slice(1, -1) ?? bare).split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail ? tail.split(':') : [];
  const gap = tail === undefined ? 0 : 8 - first.length - last.length;
  const groups = [...first, ...Array.from({ length: Math.max(0, gap) }, () => '0'), ...last];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** IPv4 written as IPv6 (`::ffff:192.0.2.1`) as plain IPv4. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
}

function isTrusted(address: string, proxies: BlockList): boolean {
  return isIPv4(address) ? proxies.check(address, 'ipv4') : isIPv6(address) && proxies.check(address, 'ipv6');
}
