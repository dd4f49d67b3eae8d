import { announce } from './here.ts';
import { startInstance } from './instance.ts';

/** One instance for the whole run; gone with everything it made when the run is over. */
export default async function startLatchkey(): Promise<() => Promise<void>> {
  const instance = await startInstance();
  announce(instance);
  return instance.stop;
}
