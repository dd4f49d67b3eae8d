import net from 'node:net';

const headEnd = Buffer.from('\r\n\r\n');

type Waiting = { resolve: (status: number) => void; reject: (error: Error) => void };

/**
 * One caller on one kept connection, with as little HTTP as an answer needs: a full client would take most of a
 * processor and be what is measured.
 */
export class SocketCaller {
  readonly #socket: net.Socket;
  #head: Buffer = Buffer.alloc(0);
  #status = 0;
  /** Bytes of the body still to come; -1: the head has not ended, -2: chunked. */
  #left = -1;
  #tail = '';
  #waiting: Waiting | undefined;
  /** Bytes of all bodies. */
  bytes = 0;

  private constructor(socket: net.Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('close', () => this.#waiting?.reject(new Error('The server closed the connection.')));
    socket.on('error', (error) => this.#waiting?.reject(error));
  }

  static open(port: number): Promise<SocketCaller> {
    return new Promise((done, fail) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.once('error', fail);
      socket.once('connect', () => {
        socket.off('error', fail);
        done(new SocketCaller(socket));
      });
    });
  }

  /** Sends a request and resolves to its status once the whole body has arrived. */
  call(request: string | Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    const body = this.#left === -1 ? this.#readHead(chunk) : chunk;
    if (!body) return;
    this.bytes += body.length;
    if (this.#left === -2) {
      this.#tail = (this.#tail + body.toString('latin1')).slice(-7);
      if (this.#tail.endsWith('\r\n0\r\n\r\n') || this.#tail === '0\r\n\r\n') this.#finish();
      return;
    }
    this.#left -= body.length;
    if (this.#left <= 0) this.#finish();
  }

  #readHead(chunk: Buffer): Buffer | undefined {
    const all = this.#head.length > 0 ? Buffer.concat([this.#head, chunk]) : chunk;
    const end = all.indexOf(headEnd);
    this.#head = end < 0 ? all : Buffer.alloc(0);
    if (end < 0) return undefined;
    const head = all.toString('latin1', 0, end);
    this.#status = Number(head.slice(9, 12));
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    this.#left = length === undefined ? -2 : Number(length);
    return all.subarray(end + headEnd.length);
  }

  #finish(): void {
    this.#left = -1;
    this.#tail = '';
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(this.#status);
  }
}
