import { log } from '#lib/log';
import { updateLastUsed } from './store.ts';

const batchMilliseconds = 5_000;

type Batch = { uses: Map<string, Date>; timer: NodeJS.Timeout | undefined };

declare global {
  var latchkeyKeyUse: Batch | undefined;
}

function batch(): Batch {
  globalThis.latchkeyKeyUse ??= { uses: new Map(), timer: undefined };
  return globalThis.latchkeyKeyUse;
}

/** Notes that a key was used just now; written within five seconds, all keys in one statement. */
export function noteKeyUse(id: string): void {
  const pending = batch();
  pending.uses.set(id, new Date());
  if (pending.timer) return;
  pending.timer = setTimeout(() => {
    writeKeyUse().catch((error) => log().warn({ error }, 'the last use of API keys could not be written'));
  }, batchMilliseconds);
  pending.timer.unref();
}

/** Writes what is noted; to be awaited before the database closes. */
export async function writeKeyUse(): Promise<void> {
  const pending = batch();
  clearTimeout(pending.timer);
  pending.timer = undefined;
  if (pending.uses.size === 0) return;
  const uses = { ids: [...pending.uses.keys()], times: [...pending.uses.values()] };
  pending.uses.clear();
  await updateLastUsed(uses);
}
