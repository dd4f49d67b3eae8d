import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** A DNS server (RFC 1035) that knows the IPv4 addresses of some names, and of all others that they do not exist. */
export class NameServer {
  readonly address: string;
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.address = `127.0.0.1:${socket.address().port}`;
  }

  static async start(names: Record<string, string>): Promise<NameServer> {
    const socket = createSocket('udp4');
    socket.on('message', (query, { port, address }) => socket.send(answer(query, names), port, address));
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return new NameServer(socket);
  }

  stop(): void {
    this.#socket.close();
  }
}

const headerBytes = 12;

function answer(query: Buffer, names: Record<string, string>): Buffer {
  const labels: string[] = [];
  let at = headerBytes;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('ascii', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const question = query.subarray(headerBytes, at + 5);
  const address = names[labels.join('.').toLowerCase()];
  const asksIpv4 = query.readUInt16BE(at + 1) === 1;
  const record = address !== undefined && asksIpv4 ? [recordOf(address)] : [];
  // An answer, recursion available; 3: there is no such name.
  const flags = address === undefined ? 0x8183 : 0x8180;
  const header = Buffer.from(Uint16Array.of(0, flags, 1, record.length, 0, 0).buffer).swap16();
  query.copy(header, 0, 0, 2);
  return Buffer.concat([header, question, ...record]);
}

/** An A record of the question's name that lives a minute. */
function recordOf(address: string): Buffer {
  return Buffer.from([0xc0, headerBytes, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split('.').map(Number)]);
}
