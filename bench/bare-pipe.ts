import { Agent, request as ask, createServer } from 'node:http';
import { pipeline } from 'node:stream';
import { listenAnywhere } from '../scripts/testing/raw-http.ts';
import { answerUsage } from './child.ts';

// What a proxy cannot do without: Node's own server and client, kept connections, and a pipe between them.

const agent = new Agent({ keepAlive: true, maxSockets: 256 });
const upstream = new URL(process.env.BENCH_UPSTREAM ?? '');

const server = createServer((request, response) => {
  const headers = { ...request.headers, host: upstream.host };
  const call = ask(
    { agent, host: '127.0.0.1', port: upstream.port, method: request.method, path: request.url, headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      pipeline(answer, response, () => {});
    },
  );
  call.on('error', () => response.destroy());
  pipeline(request, call, () => {});
});
answerUsage();
process.send?.({ port: await listenAnywhere(server) });
