import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Given to `node --import`. What was imported once is kept as JavaScript, so that later starts do not load the stripper of
// types, which takes a second and memory that is never given back. It is plain JavaScript, because it would have to be
// stripped itself. Where the folder cannot be written, everything is stripped at each start.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.latchkey-compiled'));
