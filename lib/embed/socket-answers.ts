import { findConnection } from '#lib/connections/connections';
import { hashToken } from '#lib/ids';
import { findIntegrationById, listEmbeddable, listOfferedIds } from '#lib/integrations/integrations';
import { findResult, type LinkResult } from '#lib/links/open-link';
import { listBound } from './store.ts';

/** The id of a WebSocket, as it is stored. */
export const hashSocket = (id: string) => hashToken(`socket:${id}`);

/** What a socket is told before it is closed; without a message it may not know. */
export type SocketAnswer = { hash: string; message: Record<string, unknown> | undefined };

type Asking = { hash: string; origin: string };

async function messageOf({ outcome, connectionId, integrationIds }: LinkResult): Promise<Record<string, unknown>> {
  const isMade = ['connected', 'tenant_connected'].includes(outcome.code);
  const made = isMade && connectionId ? await findConnection(connectionId) : undefined;
  if (made)
    return {
      message_type: 'success',
      provider_config_key: made.integrationKey,
      connection_id: made.connectionId,
      is_pending: false,
    };
  const only = integrationIds.length === 1 ? await findIntegrationById(integrationIds[0] ?? '') : undefined;
  const { code: error_type, message: error_desc } = outcome;
  return {
    message_type: 'error',
    provider_config_key: only?.uniqueKey ?? '',
    connection_id: '',
    error_type,
    error_desc,
  };
}

async function isAllowed(origin: string, { integrationIds }: LinkResult): Promise<boolean> {
  return (await listEmbeddable(origin, await listOfferedIds(integrationIds))).length > 0;
}

/** The hashes of the sockets that a sign-in has named, and the answers for those that wait no longer. */
export type SocketNews = { named: ReadonlySet<string>; answers: SocketAnswer[] };

/** The answers are for those sockets whose sign-in has come to something new since the browser started it. */
export async function readSocketNews(asking: readonly Asking[]): Promise<SocketNews> {
  const named = new Set<string>();
  if (asking.length === 0) return { named, answers: [] };
  const originOf = new Map(asking.map(({ hash, origin }) => [hash, origin]));
  const answers: SocketAnswer[] = [];
  for (const bound of await listBound(asking.map(({ hash }) => Buffer.from(hash, 'hex')))) {
    const hash = bound.socketHash.toString('hex');
    named.add(hash);
    const result = await findResult({ id: bound.linkId }, bound.browserHash);
    if (!result || result.outcome.at === bound.knownAt || result.outcome.code === 'tenant_pending') continue;
    const mayKnow = await isAllowed(originOf.get(hash) ?? '', result);
    answers.push({ hash, message: mayKnow ? await messageOf(result) : undefined });
  }
  return { named, answers };
}
