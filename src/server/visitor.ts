import type { IncomingMessage } from 'node:http';
import { type BlockList, isIPv4, isIPv6 } from 'node:net';

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

/** IPv4 written as IPv6 (`::ffff:192.0.2.1`) as plain IPv4. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
}

function isTrusted(address: string, proxies: BlockList): boolean {
  return isIPv4(address) ? proxies.check(address, 'ipv4') : isIPv6(address) && proxies.check(address, 'ipv6');
}
