import '../lib/boot/flags.ts';
import { readSettings } from '../lib/env.ts';
import { serve } from '../server.ts';
import { answerUsage } from './child.ts';

// The product as `npm start` serves it, once it is built.

answerUsage();
await serve(readSettings(process.env), 'production');
process.send?.({ port: Number(process.env.PORT) });
