import * as store from './latest-store.ts';

export type { LatestEvent } from './latest-store.ts';

/** The newest timeline rows of all connections, each with its connection. */
export const listLatestEvents = store.listLatestEvents;
