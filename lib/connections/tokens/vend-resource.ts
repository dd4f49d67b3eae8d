import { z } from 'zod';
import { countVend } from '#lib/activity/record';
import type { CloudId } from '#lib/clouds';
import { pool } from '#lib/db';
import { newId } from '#lib/ids';
import { readRegistration } from '#lib/integrations/registration';
import { findCloud } from '#lib/microsoft/clouds';
import { isSharePointOrigin } from '#lib/microsoft/sharepoint-origin';
import { open, VaultError } from '#lib/vault';
import { askedOf } from '../connect/request.ts';
import { markCorrupt } from '../corrupt.ts';
import { ConnectionError } from '../errors.ts';
import { describeFailure } from '../failure.ts';
import { failureSchema, type StoredTokenResponse } from '../schema.ts';
import { personalGap } from '../share-point.ts';
import { readConfig, readTokenResponse } from './columns.ts';
import { dueSql } from './due.ts';
import { resourcePlace } from './lease.ts';
import { refreshConnection } from './refresh.ts';
import { type Unrenewed, unrenewedResource } from './unrenewed.ts';
import { noteVend, secondsUntil } from './vend-row.ts';

const resourceRow = z.object({
  id: z.string(),
  integration_id: z.string(),
  resource: z.string(),
  kind: z.string(),
  sealed_token: z.string().nullable(),
  response: z.unknown(),
  expires_at: z.date().nullable(),
  is_fresh: z.boolean(),
  now: z.date(),
  failure: z.unknown(),
  retry_at: z.date().nullable(),
});
export type ResourceRow = z.infer<typeof resourceRow>;

/** One resource's token of a connection, by the exact origin. */
export async function readResource(connectionId: string, resource: string): Promise<ResourceRow | undefined> {
  const { rows } = await pool().query(
    `select id, resource, kind, sealed_token, response, expires_at, failure, retry_at, now() as now,
        (select c.integration_id from connection c where c.id = t.connection_id) as integration_id,
        sealed_token is not null and ${dueSql('expires_at', 'life')} > now() as is_fresh
       from connection_token t where connection_id = $1 and resource = $2`,
    [connectionId, resource],
  );
  return rows.length === 0 ? undefined : resourceRow.parse(rows[0]);
}

type Owner = { integration_id: string; connection_config: unknown; account_kind: string; cloud: CloudId };

/** Whether the integration currently requests a resource. */
async function isAsked(
  { integration_id, connection_config }: Pick<Owner, 'integration_id' | 'connection_config'>,
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

/** How many further SharePoint hosts are kept per connection. A tenant with many regions has some dozens. */
const mostFurtherHosts = 60;

async function adopt(id: string, resource: string, kind: 'resource' | 'sharepoint-other') {
  await pool().query(
    `insert into connection_token (id, connection_id, resource, kind) values ($1, $2, $3, $4)
     on conflict (connection_id, resource) do nothing`,
    [newId(), id, resource, kind],
  );
  // The most recently used ones are kept. Others are requested again on demand.
  if (kind === 'sharepoint-other')
    await pool().query(
      `delete from connection_token where connection_id = $1 and kind = $2 and resource <> $3 and id in (
         select id from connection_token where connection_id = $1 and kind = $2 and resource <> $3
          order by updated_at desc offset $4)`,
      [id, kind, resource, mostFurtherHosts - 1],
    );
  return readResource(id, resource);
}

/**
 * Lets a connection have a token for a resource that is not stored with it yet: one that its integration requests by
 * now, or any SharePoint host of its cloud, by canonical address. Microsoft decides whether the grant covers it and the
 * tenant has such a host. Undefined for every other address.
 */
async function adoptResource(id: string, resource: string): Promise<ResourceRow | undefined> {
  const { rows } = await pool().query<Owner>(
    `select c.integration_id, c.connection_config, c.account_kind, i.cloud from connection c
       join integration i on i.id = c.integration_id where c.id = $1`,
    [id],
  );
  const [connection] = rows;
  if (!connection) return undefined;
  if (await isAsked(connection, resource)) return adopt(id, resource, 'resource');
  if (!isSharePointOrigin(resource, findCloud(connection.cloud))) return undefined;
  if (connection.account_kind === 'personal')
    throw new ConnectionError('resource_unknown', { failure: { ...personalGap, at: new Date().toISOString() } });
  return adopt(id, resource, 'sharepoint-other');
}

export type ResourceToken = {
  resource: string;
  accessToken: string;
  expiresAt: Date;
  /** The database's time of reading. */
  now: Date;
  response: StoredTokenResponse;
  /** This token, if a new one was due and it is still the previous one. */
  unrenewed: Unrenewed[];
};

/**
 * A token for one resource of the connection by its canonical address, requested if there is no valid one. The resource
 * is a SharePoint host of its cloud, which Entra must know in the account's tenant, or one that its integration
 * requests.
 * @throws ConnectionError `resource_unknown`, `token_unavailable`, `needs_reauthorization`, `corrupt`
 */
export async function vendResource(id: string, resource: string): Promise<ResourceToken> {
  const first = (await readResource(id, resource)) ?? (await adoptResource(id, resource));
  if (!first) throw new ConnectionError('resource_unknown');
  const isWaiting = first.retry_at !== null && first.retry_at > first.now;
  const isAsked = !first.is_fresh && !isWaiting;
  const asked = isAsked ? await refreshConnection(id, { kind: 'resource', resource }) : undefined;
  const host = isAsked ? await readResource(id, resource) : first;
  if (!host) throw new ConnectionError('resource_unknown', { failure: asked?.resourceFailure ?? unknownHost() });
  if (!host.sealed_token || !host.expires_at || host.expires_at <= host.now) throw noToken(host);
  const accessToken = await openResource(id, { id: host.id, sealed: host.sealed_token });
  noteVend({ id });
  countVend(host.integration_id);
  const response = readTokenResponse(host.response);
  const isOld = !first.is_fresh && host.expires_at.getTime() === first.expires_at?.getTime();
  const unrenewed = isOld ? [unrenewedResource(host)] : [];
  return { resource, accessToken, expiresAt: host.expires_at, now: host.now, response, unrenewed };
}

/** The tenant has no such host, as an earlier request has already found out. */
const unknownHost = () => describeFailure({ facts: { oauthError: 'invalid_resource', aadsts: 500011 } });

function noToken({ failure: stored, retry_at, now, kind }: ResourceRow): ConnectionError {
  const failure = failureSchema.safeParse(stored).data;
  const isUnknown = failure?.aadsts === 500011 && kind !== 'resource';
  const retryAfterSeconds = secondsUntil(retry_at, now);
  return new ConnectionError(isUnknown ? 'resource_unknown' : 'token_unavailable', { failure, retryAfterSeconds });
}

async function openResource(connectionId: string, host: { id: string; sealed: string }): Promise<string> {
  try {
    return open(host.sealed, resourcePlace(host.id));
  } catch (cause) {
    if (!(cause instanceof VaultError)) throw cause;
    await markCorrupt(connectionId, cause.message);
    throw new ConnectionError('corrupt', { cause });
  }
}
