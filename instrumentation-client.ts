import { config } from 'zod/v4/core';
import { announceWait } from '#components/waits';

// Next runs this before any script of a page. Making a schema, zod tries whether it may compile code, and the content
// security policy reports the attempt.
config({ jitless: true });

/** Next calls this in the transition of every navigation: by a link, by the router, back and forward. */
export const onRouterTransitionStart = announceWait;
