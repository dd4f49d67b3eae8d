import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { here } from './here.ts';

/** Has a link's life end now. Links live at least five minutes and tests cannot wait: the one thing done in the database. */
export async function expireLink(token: string): Promise<void> {
  const { dataDir, databaseDir } = here();
  const password = readFileSync(join(dataDir, 'secrets', 'database-password'), 'utf8').trim();
  // Its fourth line is the port.
  const port = Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[3]);
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'latchkey', password, database: 'latchkey' });
  await client.connect();
  const hash = createHash('sha256').update(token).digest();
  await client.query("update connect_link set expires_at = now() - interval '1 second' where token_hash = $1", [hash]);
  await client.end();
}
