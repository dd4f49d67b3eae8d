import { describe, expect, test } from 'vitest';
import { networkOf, readClientAddress, resolveClientAddress } from './client-address.ts';

const cases = [
  {
    name: 'no proxy is trusted',
    socketAddress: '192.0.2.1',
    forwardedFor: '198.51.100.7',
    trustedProxies: [],
    is: '192.0.2.1',
  },
  {
    name: 'a trusted proxy',
    socketAddress: '10.0.0.1',
    forwardedFor: '198.51.100.7',
    trustedProxies: ['10.0.0.1'],
    is: '198.51.100.7',
  },
  {
    name: 'a trusted range',
    socketAddress: '10.9.8.7',
    forwardedFor: '198.51.100.7',
    trustedProxies: ['10.0.0.0/8'],
    is: '198.51.100.7',
  },
  {
    name: 'two trusted hops',
    socketAddress: '10.0.0.1',
    forwardedFor: '198.51.100.7, 10.0.0.2',
    trustedProxies: ['10.0.0.0/8'],
    is: '198.51.100.7',
  },
  {
    name: 'a forged first entry',
    socketAddress: '10.0.0.1',
    forwardedFor: '1.1.1.1, 198.51.100.7',
    trustedProxies: ['10.0.0.1'],
    is: '198.51.100.7',
  },
  {
    name: 'an entry that is no address',
    socketAddress: '10.0.0.1',
    forwardedFor: 'nonsense',
    trustedProxies: ['10.0.0.1'],
    is: '10.0.0.1',
  },
  {
    name: 'an entry with a port',
    socketAddress: '10.0.0.1',
    forwardedFor: '203.0.113.17:50001',
    trustedProxies: ['10.0.0.1'],
    is: '203.0.113.17',
  },
  {
    name: 'an IPv6 entry in brackets with a port',
    socketAddress: '10.0.0.1',
    forwardedFor: '[2001:db8::9]:4711',
    trustedProxies: ['10.0.0.1'],
    is: '2001:db8::9',
  },
  {
    name: 'an IPv6 entry in brackets',
    socketAddress: '10.0.0.1',
    forwardedFor: '[2001:DB8:0::9]',
    trustedProxies: ['10.0.0.1'],
    is: '2001:db8::9',
  },
  {
    name: 'an entry in quotes',
    socketAddress: '10.0.0.1',
    forwardedFor: '"[2001:db8::9]:4711"',
    trustedProxies: ['10.0.0.1'],
    is: '2001:db8::9',
  },
  {
    name: 'an entry with a zone',
    socketAddress: '10.0.0.1',
    forwardedFor: 'fe80::1%eth0',
    trustedProxies: ['10.0.0.1'],
    is: 'fe80::1',
  },
  {
    name: 'a mapped entry, in hexadecimal, with a port',
    socketAddress: '10.0.0.1',
    forwardedFor: '[::ffff:cb00:7111]:80',
    trustedProxies: ['10.0.0.1'],
    is: '203.0.113.17',
  },
  {
    name: 'ports on trusted hops too',
    socketAddress: '10.0.0.1',
    forwardedFor: '198.51.100.7:1234, 10.0.0.2:8080,',
    trustedProxies: ['10.0.0.0/8'],
    is: '198.51.100.7',
  },
  {
    name: 'a trusted hop before one that cannot be read',
    socketAddress: '10.0.0.1',
    forwardedFor: '198.51.100.7, unknown, 10.0.0.2',
    trustedProxies: ['10.0.0.0/8'],
    is: '10.0.0.1',
  },
  {
    name: 'a port that is none',
    socketAddress: '10.0.0.1',
    forwardedFor: '203.0.113.17:http',
    trustedProxies: ['10.0.0.1'],
    is: '10.0.0.1',
  },
  {
    name: 'a trusted proxy on a link, by its zone',
    socketAddress: 'fe80::1%eth0',
    forwardedFor: '198.51.100.7',
    trustedProxies: ['fe80::/10'],
    is: '198.51.100.7',
  },
  {
    name: 'a trusted mapped network',
    socketAddress: '10.1.2.3',
    forwardedFor: '198.51.100.7',
    trustedProxies: ['::ffff:10.0.0.0/104'],
    is: '198.51.100.7',
  },
  {
    name: 'a network that is none',
    socketAddress: '10.1.2.3',
    forwardedFor: '198.51.100.7',
    trustedProxies: ['10.0.0.0/99', 'nginx', '10.0.0.0/'],
    is: '10.1.2.3',
  },
  {
    name: 'a trusted proxy that says nothing',
    socketAddress: '10.0.0.1',
    forwardedFor: undefined,
    trustedProxies: ['10.0.0.1'],
    is: '10.0.0.1',
  },
  {
    name: 'a mapped IPv4 address',
    socketAddress: '::ffff:10.0.0.1',
    forwardedFor: '2001:db8::1',
    trustedProxies: ['10.0.0.1'],
    is: '2001:db8::1',
  },
  {
    name: 'a closed socket',
    socketAddress: undefined,
    forwardedFor: undefined,
    trustedProxies: ['10.0.0.1'],
    is: 'unknown',
  },
];

describe('resolveClientAddress', () => {
  test.each(cases)('$name', ({ name: _, is, ...request }) => {
    expect(resolveClientAddress(request)).toBe(is);
  });
});

test('readClientAddress takes what the server wrote', () => {
  expect(readClientAddress(new Headers({ 'x-forwarded-for': '::ffff:192.0.2.1' }))).toBe('192.0.2.1');
  expect(readClientAddress(new Headers())).toBe('unknown');
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8:0001:0002:ffff::', '2001:db8:1:2::/64'],
  ['2001:db8::9', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['64:ff9b::192.0.2.33', '64:ff9b:0:0::/64'],
  ['unknown', 'unknown'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
