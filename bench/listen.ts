import type { Server } from 'node:http';

/** Listens on a free port of the loopback interface and returns it. */
export function listenAnywhere(server: Server, port = 0): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      done(typeof address === 'object' && address ? address.port : 0);
    });
  });
}
