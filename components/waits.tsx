type Listener = () => void;

const listeners = new Set<Listener>();

/**
 * Says that a page or an answer was asked for. Call it within a React transition: listeners that set optimistic state
 * keep it until that transition has ended.
 */
export function announceWait() {
  for (const listener of listeners) listener();
}

/** Calls back at each wait that begins. Returns what ends it. */
export function followWaits(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
