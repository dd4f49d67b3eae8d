import { WriteBehind } from '#lib/write-behind';
import { updateLastUsed } from './store.ts';

type Use = { id: string; at: Date };

declare global {
  var latchkeyKeyUse: WriteBehind<Use> | undefined;
}

function uses(): WriteBehind<Use> {
  globalThis.latchkeyKeyUse ??= new WriteBehind<Use>({
    what: 'the last use of API keys',
    everyMilliseconds: 5_000,
    atOnce: 1_000,
    capacity: 20_000,
    keyOf: ({ id }) => id,
    write: (marks) => updateLastUsed({ ids: marks.map(({ id }) => id), times: marks.map(({ at }) => at) }),
  });
  return globalThis.latchkeyKeyUse;
}

/** Records that a key was used just now. Written within five seconds, for all keys in one statement. */
export function noteKeyUse(id: string): void {
  uses().add({ id, at: new Date() });
}

/** Writes the recorded uses. If that fails, they are kept. */
export function writeKeyUse(): Promise<void> {
  return uses().flush();
}
