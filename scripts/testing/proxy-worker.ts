import { createServer } from 'node:http';
import { handleProxy } from '../../lib/api/proxy/proxy.ts';
import { listenAnywhere } from './raw-http.ts';

// Runs the proxy in a separate process, so that its memory can be measured.
const server = createServer((request, response) => {
  handleProxy(request, response).catch((error) => response.destroy(error));
});
let largest = 0;
setInterval(() => {
  largest = Math.max(largest, process.memoryUsage.rss());
}, 25);
process.on('message', () => {
  process.send?.({ largest });
  largest = process.memoryUsage.rss();
});
process.send?.({ port: await listenAnywhere(server) });
