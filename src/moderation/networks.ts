import { hashesOf } from '../site/network.ts';
import type { Secret } from '../site/secret.ts';

/** Prepares recognising networks by their keyed hash. The answer is the one of the list it belongs to, as it is written there, or null. */
export function networkFinder(networks: readonly string[], secret: Secret): (hash: string | null) => string | null {
  if (networks.length === 0) return () => null;
  const list = networks.join(' ');
  if (prepared.list !== list || prepared.secret !== secret) {
    prepared = { list, secret, hashes: new Map(networks.flatMap((network) => hashesOf(network, secret).map((hash) => [hash, network]))) };
  }
  const { hashes } = prepared;
  return (hash) => (hash === null ? null : (hashes.get(hash) ?? null));
}

/** The last list, because a hundred wide networks are 25,000 hashes and every comment asks. */
let prepared: { list: string; secret: string; hashes: ReadonlyMap<string, string> } = { list: '', secret: '', hashes: new Map() };
