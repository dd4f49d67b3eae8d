import { writeKeyUse } from '#lib/keys/record-use';

/** What runs beside requests in this process. */
export type Background = { stop: () => Promise<void> };

/** Starts the periodic work; `isAlone` says that no other process is on this database. */
export async function startBackground({ isAlone }: { isAlone: boolean }): Promise<Background> {
  void isAlone;
  return { stop: writeKeyUse };
}
