import { config } from 'zod/v4/core';

// Next runs this before any script of a page. Making a schema, zod tries whether it may compile code, and the content
// security policy reports the attempt.
config({ jitless: true });
