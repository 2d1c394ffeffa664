/** Networks as the site knows them: by a keyed hash and never by address. */
import { isIPv4, isIPv6 } from 'node:net';
import { keyedHash, type Secret } from './secret.ts';

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

/**
 * A network in the one way it is written here: `203.0.113.7`, `203.0.113.0/24`, `2001:db8:1:2::/64`; undefined for
 * anything else and for one that is wider than /24 (IPv4) or /56 (IPv6): networks are known by hashes, and that is 256 of them.
 */
export function readNetwork(text: string): string | undefined {
  const [address = '', prefix, ...rest] = text
    .trim()
    .toLowerCase()
    .replace(/^::ffff:(?=[\d.]+(\/|$))/, '')
    .split('/');
  const whole = isIPv4(address) ? 32 : 64;
  if (rest.length > 0 || !(isIPv4(address) || isIPv6(address)) || address.includes('%')) return undefined;
  const bits = prefix === undefined ? whole : /^\d{1,3}$/.test(prefix) ? Number(prefix) : NaN;
  if (!(bits >= whole - 8) || bits > (isIPv4(address) ? 32 : 128)) return undefined;
  const [first] = members(address, Math.min(bits, whole));
  const written = isIPv4(address) ? first : (URL.parse(`http://[${first}::]/`)?.hostname.slice(1, -1) ?? `${first}::`);
  return isIPv4(address) && bits === 32 ? written : `${written}/${Math.min(bits, whole)}`;
}

/** The keyed hashes (`networkOf`) of everything in a network as `readNetwork` writes it. */
export function hashesOf(network: string, secret: Secret): string[] {
  const [address = '', prefix] = network.split('/');
  const found = members(address, prefix === undefined ? 32 : Number(prefix));
  return found.map((member) => keyedHash(secret, 'network', member));
}

/** The keyed hashes of a network that somebody typed, in any way `readNetwork` reads; none for anything else. */
export function hashesIn(typed: string, secret: Secret): string[] {
  const network = readNetwork(typed);
  return network === undefined ? [] : hashesOf(network, secret);
}

/** Every address of an IPv4 network, every /64 of an IPv6 one; at most 256, which all differ in their last eight bits. */
function members(address: string, bits: number): string[] {
  const separator = isIPv4(address) ? '.' : ':';
  const radix = isIPv4(address) ? 10 : 16;
  const groups = (isIPv4(address) ? address : prefix64(address)).split(separator);
  const last = Number.parseInt(groups.at(-1) ?? '0', radix);
  const size = 2 ** ((isIPv4(address) ? 32 : 64) - bits);
  const start = last - (last % size);
  return Array.from({ length: size }, (_, place) => [...groups.slice(0, -1), (start + place).toString(radix)].join(separator));
}
