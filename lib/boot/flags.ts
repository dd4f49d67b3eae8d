import { setFlagsFromString } from 'node:v8';

// Must be imported before anything else. By default V8 collects the whole heap after every 64 MB of buffers. A proxied
// download consists of nothing but buffers, and the collections took longer than passing them on.
setFlagsFromString('--external-memory-accounted-in-global-limit');
