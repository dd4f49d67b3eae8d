import { randomBytes } from 'node:crypto';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { freeAllLeases } from '#lib/connections/tokens/lease';
import { closeDatabase } from '#lib/db';
import { completeEnv, type Env, type Settings } from '#lib/env';
import { retryWhileDatabaseAway } from './database-session.ts';
import { withFileLock } from './file-lock.ts';
import { announceKeys, type KeyAnnouncement } from './key-announcement.ts';
import { joinMembers, type Keeper, type Membership } from './membership.ts';
import { migrate } from './migrate.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { StartProblem } from './problem.ts';
import { checkVault } from './vault-check.ts';

export type OpenDatabase = {
  env: Env;
  embedded: Postgres | undefined;
  migrations: string[];
  newKey: boolean;
  /** Call this when the shutdown begins: from then on, an embedded PostgreSQL that stops is not started again. */
  stopReviving: () => Promise<void>;
  close: () => Promise<{ wasLast: boolean }>;
};

/** Creates the data folder, readable by this user only, and returns its full path. */
export function prepareDataDir(dataDir: string): string {
  const folder = resolve(dataDir);
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    mkdirSync(join(folder, 'secrets'), { recursive: true, mode: 0o700 });
  } catch (cause) {
    const sentence = `The data folder ${folder} cannot be read and written by this user; set DATA_DIR or fix it.`;
    throw new StartProblem(sentence, { cause });
  }
  return folder;
}

/** A secret of 32 random bytes in base64url, generated on first use and stored in the folder with mode 0600. */
export function loadOrCreateSecret(folder: string, name: string): { value: string; isNew: boolean } {
  const file = join(folder, 'secrets', name);
  if (existsSync(file)) return { value: readFileSync(file, 'utf8').trim(), isNew: false };
  const value = randomBytes(32).toString('base64url');
  writeFileSync(file, `${value}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(file, 0o600);
  return { value, isNew: true };
}

async function reach(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000 });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (cause) {
    const { host, pathname } = new URL(url);
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StartProblem(`DATABASE_URL cannot be used: no database ${pathname.slice(1)} at ${host} (${why}).`, {
      cause,
    });
  } finally {
    await client.end().catch(() => {});
  }
}

function completeFor(url: string, settings: Settings, folder: string): { env: Env; newKey: boolean } {
  if (settings.databaseUrl)
    return {
      env: completeEnv({
        DATABASE_URL: url,
        ENCRYPTION_KEYS: settings.encryptionKeys.join(','),
        AUTH_SECRET: settings.authSecret ?? '',
      }),
      newKey: false,
    };
  const key = settings.encryptionKeys.length > 0 ? undefined : loadOrCreateSecret(folder, 'encryption-key');
  const env = completeEnv({
    DATABASE_URL: url,
    ENCRYPTION_KEYS: key?.value ?? settings.encryptionKeys.join(','),
    AUTH_SECRET: settings.authSecret ?? loadOrCreateSecret(folder, 'auth-secret').value,
  });
  return { env, newKey: key?.isNew === true };
}

/**
 * How this process uses the embedded PostgreSQL. A server restarts it whenever it stops, and `gaveUp` is called if that
 * fails. A helper is a short-lived command: it never stops a PostgreSQL that was already running.
 */
export type Role = { gaveUp: Keeper['gaveUp'] } | 'helper';

/**
 * Opens the database that the settings name, or else the embedded one in the data folder (starting it if necessary),
 * migrates it and checks the encryption keys.
 * @throws StartProblem with one sentence when that is not possible.
 */
export async function openDatabase(settings: Settings, role: Role): Promise<OpenDatabase> {
  const folder = prepareDataDir(settings.dataDir);
  const lockFile = join(folder, 'start.lock');
  return withFileLock(lockFile, async () => {
    const embedded = settings.databaseUrl
      ? undefined
      : await startPostgres(folder, loadOrCreateSecret(folder, 'database-password').value);
    const url = settings.databaseUrl ?? embedded?.url ?? '';
    if (!embedded) await reach(url);
    const { env, newKey } = completeFor(url, settings, folder);
    const migrations = await migrate(url);
    const members = await retryWhileDatabaseAway(() => joinMembers(url));
    let keys: KeyAnnouncement | undefined;
    const joined = () => ({ members, keys, embedded: role === 'helper' && embedded?.adopted ? undefined : embedded });
    const close = async () => {
      // The process that restarts PostgreSQL also needs this lock.
      await members.stopReviving();
      return withFileLock(lockFile, () => leave(joined()));
    };
    try {
      if (role !== 'helper') await members.whenAlone(freeAllLeases);
      keys = await retryWhileDatabaseAway(() => announceKeys(url));
      await retryWhileDatabaseAway(checkVault);
      await keys.admitted();
      if (embedded && role !== 'helper')
        members.reviveWith({ revive: () => withFileLock(lockFile, embedded.revive), gaveUp: role.gaveUp });
    } catch (error) {
      await leave(joined());
      throw error;
    }
    return { env, embedded, migrations, newKey, stopReviving: () => members.stopReviving(), close };
  });
}

type Joined = { members: Membership; keys: KeyAnnouncement | undefined; embedded: Postgres | undefined };

async function leave({ members, keys, embedded }: Joined): Promise<{ wasLast: boolean }> {
  await closeDatabase();
  await keys?.leave();
  const { wasLast } = await members.leave();
  if (wasLast) await embedded?.stop();
  return { wasLast };
}
