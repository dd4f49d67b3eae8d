import { recordActivity } from '#lib/activity/record';
import type { Failure } from '../schema.ts';
import type { Lease } from './lease.ts';

type Asked = { resource: string; failure?: Failure };

/** Notes how a token request went for the Activity page, once its result is stored; returns at once. */
export function recordRefresh({ id, integration_id }: Lease, { resource, failure }: Asked): void {
  const name = resource === 'graph' ? 'Graph' : URL.parse(resource)?.host;
  const { code, message, fix, aadsts, traceId, correlationId } = failure ?? {};
  recordActivity({
    kind: 'refresh',
    outcome: failure ? 'failed' : 'ok',
    connectionId: id,
    integrationId: integration_id,
    summary: failure ? failure.message : `New token for ${name ?? resource}`,
    detail: { resource: name, code, message, fix, aadsts, traceId, correlationId },
  });
}
