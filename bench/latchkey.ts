import '../lib/boot/flags.ts';
import { readSettings } from '../lib/env.ts';
import { serve } from '../server.ts';

// The product as `npm start` serves it, once it is built.

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ rss: process.memoryUsage().rss, cpu: user + system });
});
await serve(readSettings(process.env), 'production');
process.send?.({ port: Number(process.env.PORT) });
