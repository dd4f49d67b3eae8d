import { log } from '#lib/log';
import { refreshConnection } from './refresh.ts';
import { listDueConnections } from './store.ts';

const batchSize = 200;
const atOnce = 8;

/**
 * Refreshes ahead what was used in the last 24 hours and touches every other grant weekly, long before the 90 days
 * after which Microsoft lets an unused one end. Leases keep several processes from doing it twice.
 */
export async function sweep(): Promise<void> {
  const due = await listDueConnections(batchSize);
  const worker = async () => {
    for (let id = due.pop(); id; id = due.pop()) await refreshQuietly(id);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function refreshQuietly(id: string): Promise<void> {
  try {
    await refreshConnection(id, { kind: 'due' });
  } catch (error) {
    log().warn({ error, connection: id }, 'a connection could not be refreshed ahead');
  }
}
