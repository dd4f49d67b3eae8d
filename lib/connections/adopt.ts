import { pool } from '#lib/db';
import { newId } from '#lib/ids';
import { readRegistration } from '#lib/integrations/registration';
import { askedOf } from './asked.ts';
import { ConnectionError } from './errors.ts';
import { readConfig } from './stored.ts';
import { type HostRow, readHost } from './vend-store.ts';

type Of = { integration_id: string; connection_config: unknown };

/** Whether the integration asks for a resource today. */
async function isAsked({ integration_id, connection_config }: Of, resource: string): Promise<boolean> {
  const registration = await readRegistration(integration_id);
  try {
    const { addresses } = askedOf(registration, { connection_config: readConfig(connection_config) });
    return Object.values(addresses).includes(resource);
  } catch (error) {
    if (error instanceof ConnectionError) return false;
    throw error;
  }
}

/**
 * Lets a connection made before its integration asked for a resource have a token for it: whether the grant reaches
 * it, Microsoft says. Undefined when the integration does not ask for it.
 */
export async function adoptResource(id: string, resource: string): Promise<HostRow | undefined> {
  const { rows } = await pool().query<Of>('select integration_id, connection_config from connection where id = $1', [
    id,
  ]);
  const [connection] = rows;
  if (!connection || !(await isAsked(connection, resource))) return undefined;
  await pool().query(
    `insert into connection_token (id, connection_id, resource, kind) values ($1, $2, $3, 'resource')
     on conflict (connection_id, resource) do nothing`,
    [newId(), id, resource],
  );
  return readHost(id, resource);
}
