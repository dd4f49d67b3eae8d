import { recordActivity } from '#lib/activity/record';
import type { Outcome } from './schema.ts';

const steps = {
  created: 'Link created',
  opened: 'Link opened',
  started: 'Sent to Microsoft to sign in',
  revoked: 'Link revoked',
} as const;

type Whose = { linkId: string; integrationId?: string | undefined; connectionId?: string | null | undefined };

/** Records a step of a link for the Activity page; returns before it is stored. */
export function recordStep({ linkId, integrationId, connectionId }: Whose, step: keyof typeof steps): void {
  const whose = { integrationId, connectionId: connectionId ?? undefined };
  recordActivity({ kind: 'link', outcome: 'ok', ...whose, summary: steps[step], detail: { linkId } });
}

const fine = new Set<Outcome['code']>([
  'connected',
  'admin_consented',
  'tenant_connected',
  'tenant_pending',
  'sites_found',
]);

/** Records the outcome of a sign-in at Microsoft for the Activity page; returns before it is stored. */
export function recordTripOutcome({ linkId, integrationId, connectionId }: Whose, outcome: Outcome): void {
  const { code, operatorMessage, fix, aadsts, traceId, correlationId, account } = outcome;
  recordActivity({
    kind: 'link',
    outcome: fine.has(code) ? 'ok' : 'failed',
    integrationId,
    connectionId: connectionId ?? undefined,
    summary: operatorMessage,
    detail: { linkId, code, fix, aadsts, traceId, correlationId, account },
  });
}
