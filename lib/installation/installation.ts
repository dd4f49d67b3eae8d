import { findInstallationName } from './store.ts';

/** How this installation names itself to end users; undefined while nobody has named it. */
export function installationName(): Promise<string | undefined> {
  return findInstallationName();
}
