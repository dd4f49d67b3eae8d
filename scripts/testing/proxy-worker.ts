import { createServer } from 'node:http';
import { z } from 'zod';
import { handleProxy } from '../../lib/api/proxy/proxy.ts';

// The proxy in a process of its own, so that its memory is its own too.
const address = z.object({ port: z.number() });

const server = createServer((request, response) => {
  handleProxy(request, response).catch((error) => response.destroy(error));
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: address.parse(server.address()).port }));
let largest = 0;
setInterval(() => {
  largest = Math.max(largest, process.memoryUsage.rss());
}, 25);
process.on('message', () => {
  process.send?.({ rss: process.memoryUsage.rss(), largest });
  largest = 0;
});
