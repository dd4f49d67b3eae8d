import { markBroken } from '#lib/integrations/registration';
import type { Registration } from '#lib/integrations/schema';
import type { MicrosoftError } from '#lib/microsoft/errors';
import type { Failure } from '../schema.ts';
import { countRefresh, recordRefresh } from './refresh-counts.ts';
import { saveClosed, withFence } from './token-store.ts';
import { claimsToKeep, type Work } from './work.ts';

/** Whether a refusal (`classify` in `lib/microsoft/errors.ts`) means that the person has to reauthorize. */
export function closesGrant({ closes }: MicrosoftError, which: 'primary' | 'further'): boolean {
  return closes === 'grant' || closes === 'tenant' || (closes === 'resource' && which === 'primary');
}

/** Notes on the integration what Microsoft says of its credential. */
export async function noteIntegration(
  registration: Registration,
  error: MicrosoftError,
  failure: Failure,
): Promise<void> {
  if (error.closes !== 'integration') return;
  const { id, credentialIds } = registration;
  await markBroken(id, { code: failure.code, reason: `${failure.message} ${failure.fix}`, credentialIds });
}

/** Notes that Microsoft has closed the grant. @throws FencedOut */
export async function closeGrant(work: Work, error: MicrosoftError, failure: Failure): Promise<void> {
  const { lease } = work;
  work.isClosed = true;
  await withFence(lease, async (tx) => {
    await saveClosed(tx, lease, { failure, claims: claimsToKeep(work, error, work.challenge?.resource) });
    await countRefresh(tx, lease.integration_id, 'closed');
  });
  recordRefresh(lease, { resource: 'graph', failure });
}
