import { BlockList, isIP } from 'node:net';

/** The 6to4 network of an IPv4 network (RFC 3056, section 2): its routers pass packets on to the address inside. */
function sixToFour(net: string): string {
  const [a = '', b = '', c = '', d = ''] = net.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
  return `2002:${a}${b}:${c}${d}::`;
}

// Two lists, because BlockList compares IPv4 addresses with `::ffff:0:0/96` too, which would match them all.
const inner = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  inner.ipv4.addSubnet(net, bits, 'ipv4');
  inner.ipv6.addSubnet(sixToFour(net), bits + 16, 'ipv6');
}
for (const [net, bits] of [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  inner.ipv6.addSubnet(net, bits, 'ipv6');

/** Whether an address belongs to this machine or to a private network. */
export function isInnerAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  // Without the zone of a link-local address, which BlockList does not read.
  return family === 6 ? inner.ipv6.check(address.replace(/%.*$/, ''), 'ipv6') : inner.ipv4.check(address, 'ipv4');
}
