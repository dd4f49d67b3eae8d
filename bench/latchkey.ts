import '../lib/boot/flags.ts';
import { readSettings } from '../lib/env.ts';
import { answerUsage } from './child.ts';

// The product as `npm start` serves it, once it is built.

answerUsage();
const { serve } = await import('../server.ts');
await serve(readSettings(process.env), 'production');
process.send?.({ port: Number(process.env.PORT) });
