import { describe, expect, test } from 'vitest';
import { readClientAddress, resolveClientAddress } from './client-address.ts';

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
