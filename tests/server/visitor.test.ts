import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { visitorAddress } from '../../src/server/visitor.ts';
import { networkOf, prefix64 } from '../../src/site/network.ts';
import { readSecret } from '../../src/site/secret.ts';
import { readSettings } from '../../src/site/settings.ts';

const proxies = (list: string) => readSettings({ TRUSTED_PROXIES: list }).trustedProxies;
/** The two parts of a request that are looked at. */
const request = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

describe('the address of a visitor', () => {
  const cases: [what: string, trusted: string, socket: string, forwarded: string | undefined, address: string][] = [
    ['is the socket’s when nobody is trusted', '', '192.0.2.1', '198.51.100.1', '192.0.2.1'],
    ['is the socket’s when that is not a proxy', '10.0.0.0/8', '192.0.2.1', '198.51.100.1', '192.0.2.1'],
    ['is the socket’s when a proxy says nothing', '10.0.0.0/8', '10.0.0.1', undefined, '10.0.0.1'],
    ['is what the proxy says', '10.0.0.0/8', '10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['is the rightmost entry that is not a proxy', '10.0.0.0/8', '10.0.0.1', '203.0.113.9, 198.51.100.1, 10.0.0.2', '198.51.100.1'],
    ['is the leftmost when all are proxies', '10.0.0.0/8', '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['stops at what is no address', '10.0.0.0/8', '10.0.0.1', '198.51.100.1, unknown, 10.0.0.2', '10.0.0.2'],
    ['may be IPv6', 'fd00::/8', 'fd00::1', '2001:db8::1', '2001:db8::1'],
    ['is plain when IPv4 is written as IPv6', '10.0.0.0/8', '::ffff:10.0.0.1', '::ffff:198.51.100.1', '198.51.100.1'],
  ];
  for (const [what, trusted, socket, forwarded, address] of cases) {
    it(what, () => assert.equal(visitorAddress(request(socket, forwarded), proxies(trusted)), address));
  }
});

describe('a network', () => {
  it('is the first half of an IPv6 address, in one spelling', () => {
    for (const [address, prefix] of [
      ['2001:db8::1', '2001:db8:0:0'],
      ['2001:0DB8:0000:0000:ffff::', '2001:db8:0:0'],
      ['::', '0:0:0:0'],
      ['::1', '0:0:0:0'],
      ['1::', '1:0:0:0'],
      ['fe80::1%eth0', 'fe80:0:0:0'],
      ['1:2:3:4:5:6:7:8', '1:2:3:4'],
      ['1:2:3::8', '1:2:3:0'],
      ['::5:6:7:8', '0:0:0:0'],
      ['::4:5:6:7:8', '0:0:0:4'],
      ['64:ff9b::192.0.2.1', '64:ff9b:0:0'],
      ['::0:0:1:0:0:0.0.0.0', '0:0:0:1'],
    ] as const) {
      assert.equal(prefix64(address), prefix, address);
    }
  });

  it('is the same for every spelling of every address in a /64', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const other = URL.parse(`http://[${address}]/`)?.hostname.slice(1, -1) ?? '';
        assert.equal(prefix64(address), prefix64(other));
        assert.equal(prefix64(address), prefix64(address.toUpperCase()));
        assert.match(prefix64(address), /^[0-9a-f]{1,4}(:[0-9a-f]{1,4}){3}$/);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is stored as a keyed hash that says nothing without the key', () => {
    const [secret, other] = [readSecret('a secret that is long enough for tests'), readSecret('another secret, long enough for tests')];
    assert.match(networkOf('192.0.2.1', secret), /^[\w-]{22}$/);
    assert.equal(networkOf('2001:db8::1', secret), networkOf('2001:db8::2', secret));
    assert.notEqual(networkOf('192.0.2.1', secret), networkOf('192.0.2.2', secret));
    assert.notEqual(networkOf('192.0.2.1', secret), networkOf('192.0.2.1', other));
  });
});
