import { setFlagsFromString } from 'node:v8';

// Must be imported before anything else. By default V8 collects the whole heap after every 64 MB of buffers. A proxied
// download consists of nothing but buffers, and the collections took longer than passing them on.
setFlagsFromString('--external-memory-accounted-in-global-limit');

// By default V8 lets the heap grow to three or four times of what is in use before it collects all of it, and then
// hardly gives the memory back.
setFlagsFromString('--heap-growing-percent=100');
