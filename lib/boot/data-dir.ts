import { randomBytes } from 'node:crypto';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StartProblem } from './problem.ts';

/** Makes the data folder, readable by this user only, and returns its full path. */
export function prepareDataDir(dataDir: string): string {
  const folder = resolve(dataDir);
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    mkdirSync(join(folder, 'secrets'), { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new StartProblem(
      `The data folder ${folder} cannot be read and written by this user; set DATA_DIR or mend it.`,
      {
        cause,
      },
    );
  }
  return folder;
}

/** A secret that is made once, 32 random bytes in base64url, and kept beside the data (0600). */
export function keptSecret(folder: string, name: string): { value: string; isNew: boolean } {
  const file = join(folder, 'secrets', name);
  if (existsSync(file)) return { value: readFileSync(file, 'utf8').trim(), isNew: false };
  const value = randomBytes(32).toString('base64url');
  writeFileSync(file, `${value}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(file, 0o600);
  return { value, isNew: true };
}
