import { setFlagsFromString } from 'node:v8';

// Imported before anything else of the process. By itself V8 collects the whole heap after every 64 MB of buffers, and
// a proxied download is nothing but buffers: the collections took longer than passing them on.
setFlagsFromString('--external-memory-accounted-in-global-limit');
