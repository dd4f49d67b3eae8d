import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { db, type Transaction } from '#lib/db';
import { newId } from '#lib/ids';
import { maskAddress } from '#lib/masked-address';
import { isInnerUrl } from '#lib/receiver';
import { bodyOf } from './body.ts';
import {
  deleteEndpointRow,
  deleteUnusedOverrides,
  findEndpointRow,
  insertEndpoint,
  listEndpointRows,
  readSecrets,
  replaceSecret,
  setDisabled,
  setEnabled,
  updateEndpoint,
} from './endpoint-store.ts';
import { WebhookError } from './errors.ts';
import { withdrawHealth } from './health.ts';
import type { Attempt, Endpoint, NewEndpoint } from './schema.ts';
import { send } from './send.ts';
import { newSigningSecret } from './sign.ts';

const mostEndpoints = 50;

/** All endpoints that operators or backends created, oldest first. */
export const listEndpoints = () => listEndpointRows(['endpoint']);
/** Endpoints made from the webhook addresses that connections and sessions name for themselves, oldest first. */
export const listOverrides = () => listEndpointRows(['override']);

/** An endpoint of any kind; undefined if there is none. */
export const findEndpoint = (id: string) => findEndpointRow(id);

/** An endpoint, or the row shared by all override addresses. @throws WebhookError `not_found` */
export async function readEndpoint(id: string, tx?: Transaction): Promise<Endpoint> {
  const found = await findEndpointRow(id, tx);
  if (!found) throw new WebhookError('not_found');
  return found;
}

function requireOutside(url: string): void {
  if (isInnerUrl(url)) throw new WebhookError('inner_address');
}

const subjectOf = (id: string) => `webhook-endpoint:${id}`;

/**
 * Creates an endpoint, which from now on gets every event that it subscribes to. Its secret is returned here and by
 * `readSecret`.
 * @throws WebhookError `inner_address`, `too_many`
 */
export async function createEndpoint(input: NewEndpoint, by: Actor): Promise<Endpoint & { secret: string }> {
  requireOutside(input.url);
  const id = newId();
  const secret = newSigningSecret();
  return db().$transaction(async (tx) => {
    if ((await listEndpointRows(['endpoint'], tx)).length >= mostEndpoints) throw new WebhookError('too_many');
    await insertEndpoint(tx, { ...input, id, kind: 'endpoint', secret, createdBy: by });
    const detail = { url: maskAddress(input.url), format: input.format, types: input.types };
    await audit(tx, { actor: by, action: 'webhook-endpoint.created', subject: subjectOf(id), detail });
    return { ...(await readEndpoint(id, tx)), secret };
  });
}

/** The row shared by all override addresses. It is created at the first call. */
export async function readOverrides(tx: Transaction = db()): Promise<Endpoint> {
  const [found] = await listEndpointRows(['overrides'], tx);
  if (found) return found;
  const empty = { url: '', description: '', types: [], integrationIds: [], format: 'nango' } as const;
  const own = { ...empty, types: [], integrationIds: [] };
  await insertEndpoint(tx, { ...own, id: newId(), kind: 'overrides', secret: newSigningSecret(), createdBy: 'system' });
  const [made] = await listEndpointRows(['overrides'], tx);
  if (!made) throw new WebhookError('not_found');
  return made;
}

export type EndpointChange = Partial<NewEndpoint> & { isEnabled?: boolean | undefined };

/**
 * Changes the given fields, and enables or disables the endpoint.
 * @throws WebhookError `not_found`, `inner_address`, `built_in`
 */
export async function changeEndpoint(id: string, change: EndpointChange, by: Actor): Promise<Endpoint> {
  const { isEnabled, ...fields } = change;
  if (fields.url !== undefined) requireOutside(fields.url);
  return db().$transaction(async (tx) => {
    const before = await readEndpoint(id, tx);
    if (before.kind !== 'endpoint' && fields.url !== undefined) throw new WebhookError('built_in');
    await updateEndpoint(tx, id, fields);
    if (isEnabled === false) {
      await setDisabled(tx, id, 'by_hand');
      await withdrawHealth(tx, id);
    }
    if (isEnabled === true) {
      await setEnabled(tx, id);
      await withdrawHealth(tx, id);
    }
    const changed = Object.entries(change).flatMap(([name, value]) => (value === undefined ? [] : [name]));
    const detail = { changed, url: maskAddress(fields.url ?? before.url) };
    await audit(tx, { actor: by, action: 'webhook-endpoint.changed', subject: subjectOf(id), detail });
    return readEndpoint(id, tx);
  });
}

/** Deletes an endpoint with the record of its deliveries. @throws WebhookError `not_found`, `built_in` */
export async function deleteEndpoint(id: string, by: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    const { kind, url } = await readEndpoint(id, tx);
    if (kind !== 'endpoint') throw new WebhookError('built_in');
    await deleteEndpointRow(tx, id);
    await withdrawHealth(tx, id);
    await audit(tx, {
      actor: by,
      action: 'webhook-endpoint.deleted',
      subject: subjectOf(id),
      detail: { url: maskAddress(url) },
    });
  });
}

/** Creates a new secret. The old one also signs for one more day. @throws WebhookError `not_found`, `built_in` */
export async function rotateSecret(id: string, by: Actor): Promise<Endpoint & { secret: string }> {
  const secret = newSigningSecret();
  return db().$transaction(async (tx) => {
    const { kind, url } = await readEndpoint(id, tx);
    if (kind === 'override') throw new WebhookError('built_in');
    await replaceSecret(tx, id, secret);
    await audit(tx, {
      actor: by,
      action: 'webhook-endpoint.secret-rotated',
      subject: subjectOf(id),
      detail: { url: maskAddress(url) },
    });
    return { ...(await readEndpoint(id, tx)), secret };
  });
}

/** Returns the secret for an operator, and writes an audit row. @throws WebhookError `not_found`, VaultError */
export async function revealSecret(id: string, by: Actor): Promise<string> {
  const { url } = await readEndpoint(id);
  const [newest] = await readSecrets(id);
  if (newest === undefined) throw new WebhookError('not_found');
  await db().$transaction((tx) =>
    audit(tx, {
      actor: by,
      action: 'webhook-endpoint.secret-revealed',
      subject: subjectOf(id),
      detail: { url: maskAddress(url) },
    }),
  );
  return newest;
}

/** Deletes override addresses that got no event within the retention period. */
export async function pruneOverrides(): Promise<void> {
  await db().$transaction(async (tx) => {
    for (const id of await deleteUnusedOverrides(tx)) await withdrawHealth(tx, id);
  });
}

/** Sends a signed example at once and returns the result. Nothing is queued. @throws WebhookError */
export async function testEndpoint(id: string, by: Actor): Promise<Attempt> {
  const { url, format, kind } = await readEndpoint(id);
  if (kind === 'overrides') throw new WebhookError('built_in');
  const event = {
    id: `evt_test${newId().replaceAll('-', '')}`,
    type: 'connection.created' as const,
    at: new Date(),
    sequence: 1,
    data: {
      connection_id: 'test',
      provider_config_key: 'test',
      provider: 'microsoft',
      auth_mode: 'OAUTH2' as const,
      end_user: { id: 'test', email: 'test@example.com' },
      tags: { test: 'true' },
      scopes: { requested: [], granted: [] },
    },
  };
  const attempt = await send({ url, id: event.id, body: bodyOf(event, format), secrets: await readSecrets(id) });
  const detail = { url: maskAddress(url), status: attempt.status };
  await db().$transaction((tx) =>
    audit(tx, { actor: by, action: 'webhook-endpoint.tested', subject: subjectOf(id), detail }),
  );
  return attempt;
}
