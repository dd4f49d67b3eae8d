import { open } from '#lib/vault';
import type { ConnectionConfig } from '../schema.ts';
import { openConfig, tokenPlace } from './lease.ts';
import type { VendRow } from './vend-row.ts';

// To open a token is about a fifth of what a process does for a vend, so what was opened is kept with the reading it
// belongs to. Whoever can read the memory of this process has its encryption keys, and with them all tokens.

const tokens = new WeakMap<object, string>();

/**
 * The Graph token of a row.
 * @throws VaultError, UnknownKeyError
 */
export function openToken({ reading, sealed_token, id }: Pick<VendRow, 'reading' | 'sealed_token' | 'id'>): string {
  const known = tokens.get(reading);
  if (known !== undefined) return known;
  const token = open(sealed_token, tokenPlace(id));
  tokens.set(reading, token);
  return token;
}

type Config = { config: ConnectionConfig; until: number };
const configs = new WeakMap<object, Config>();

/**
 * The `connection_config` of a row, with its SharePoint token as long as that lives.
 * @throws VaultError, UnknownKeyError
 */
export function openConfigOf({ reading, id, connection_config, now }: VendRow): ConnectionConfig {
  const known = configs.get(reading);
  if (known && now.getTime() < known.until) return known.config;
  const config = openConfig(id, connection_config, now.getTime());
  configs.set(reading, { config, until: config.sharepointAccessToken?.expires_at ?? Number.POSITIVE_INFINITY });
  return config;
}
