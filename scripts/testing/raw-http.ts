import net from 'node:net';
import { z } from 'zod';

const address = z.object({ port: z.number() });

/** Listens on a free port of the loopback interface and returns it. @throws when it cannot listen. */
export async function listenAnywhere(server: net.Server): Promise<number> {
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
  return address.parse(server.address()).port;
}

/** A raw connection, for sending and reading exact bytes. */
export class RawConnection {
  readonly #socket: net.Socket;
  #read = '';
  /** Resolves when the other side has ended the connection. */
  readonly closed: Promise<void>;

  private constructor(socket: net.Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => {
      this.#read += chunk.toString('latin1');
    });
    // A reset counts as an end too.
    socket.on('error', () => {});
    this.closed = new Promise((done) => socket.once('close', () => done()));
  }

  static async open(port: number): Promise<RawConnection> {
    const socket = net.connect(port, '127.0.0.1');
    await new Promise<void>((done, fail) => socket.once('connect', done).once('error', fail));
    return new RawConnection(socket);
  }

  send(text: string): void {
    this.#socket.write(text, 'latin1');
  }

  /** Waits for a complete answer: of the announced length, or up to the end of the connection. */
  async answer(): Promise<{ status: number; head: string; body: string }> {
    for (;;) {
      const { status, head, body, isWhole } = read(this.#read);
      if (isWhole || this.#socket.closed) return { status, head, body };
      await new Promise<void>((done) => {
        const go = () => {
          this.#socket.off('data', go).off('close', go);
          done();
        };
        this.#socket.on('data', go).on('close', go);
      });
    }
  }

  /** What has arrived so far. */
  get text(): string {
    return this.#read;
  }

  get isClosed(): boolean {
    return this.#socket.closed;
  }

  drop(): void {
    this.#socket.destroy();
  }

  /** Ends the connection like a crashed client, with a reset. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }
}

function read(text: string) {
  const end = text.indexOf('\r\n\r\n');
  const head = end < 0 ? text : text.slice(0, end);
  const body = end < 0 ? '' : text.slice(end + 4);
  const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? Number.POSITIVE_INFINITY);
  return { head, body, status: Number(head.split(' ')[1] ?? 0), isWhole: end >= 0 && body.length >= length };
}

/** One request on a connection of its own, and its answer. */
export async function ask(port: number, text: string): Promise<{ status: number; head: string; body: string }> {
  const connection = await RawConnection.open(port);
  connection.send(text);
  const answer = await connection.answer();
  connection.drop();
  return answer;
}
