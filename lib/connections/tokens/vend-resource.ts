import type { CloudId } from '#lib/clouds';
import { pool } from '#lib/db';
import { newId } from '#lib/ids';
import { readRegistration } from '#lib/integrations/registration';
import { findCloud } from '#lib/microsoft/clouds';
import { isSharePointOrigin } from '#lib/microsoft/sharepoint-origin';
import { askedOf } from '../connect/request.ts';
import { ConnectionError } from '../errors.ts';
import type { Failure } from '../schema.ts';
import { personalGap } from '../share-point.ts';
import { readConfig } from './columns.ts';
import { type HostRow, readHost } from './vend-store.ts';

type Of = { integration_id: string; connection_config: unknown; account_kind: string; cloud: CloudId };

/** Whether the integration asks for a resource today. */
async function isAsked(
  { integration_id, connection_config }: Pick<Of, 'integration_id' | 'connection_config'>,
  resource: string,
): Promise<boolean> {
  const registration = await readRegistration(integration_id);
  try {
    const { addresses } = askedOf(registration, { connection_config: readConfig(connection_config) });
    return Object.values(addresses).includes(resource);
  } catch (error) {
    if (error instanceof ConnectionError) return false;
    throw error;
  }
}

/** Further SharePoint hosts kept for one connection; a tenant of many regions has some dozens. */
const mostFurtherHosts = 60;

async function adopt(id: string, resource: string, kind: 'resource' | 'sharepoint-other') {
  await pool().query(
    `insert into connection_token (id, connection_id, resource, kind) values ($1, $2, $3, $4)
     on conflict (connection_id, resource) do nothing`,
    [newId(), id, resource, kind],
  );
  // Those used last stay; another one is asked for anew when somebody wants it.
  if (kind === 'sharepoint-other')
    await pool().query(
      `delete from connection_token where connection_id = $1 and kind = $2 and resource <> $3 and id in (
         select id from connection_token where connection_id = $1 and kind = $2 and resource <> $3
          order by updated_at desc offset $4)`,
      [id, kind, resource, mostFurtherHosts - 1],
    );
  return readHost(id, resource);
}

/**
 * Lets a connection have a token for a resource that is not kept with it yet, by its canonical address: one its
 * integration asks for since then, or any SharePoint host of its cloud. Whether the grant reaches it, and whether the
 * tenant has such a host, Microsoft says. Undefined for every other address.
 */
export async function adoptResource(id: string, resource: string): Promise<HostRow | undefined> {
  const { rows } = await pool().query<Of>(
    `select c.integration_id, c.connection_config, c.account_kind, i.cloud from connection c
       join integration i on i.id = c.integration_id where c.id = $1`,
    [id],
  );
  const [connection] = rows;
  if (!connection) return undefined;
  if (await isAsked(connection, resource)) return adopt(id, resource, 'resource');
  if (!isSharePointOrigin(resource, findCloud(connection.cloud))) return undefined;
  if (connection.account_kind === 'personal')
    throw new ConnectionError('resource_unknown', { failure: noSharePoint() });
  return adopt(id, resource, 'sharepoint-other');
}

const noSharePoint = (): Failure => ({ ...personalGap, at: new Date().toISOString() });
