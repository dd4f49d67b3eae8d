import type { CredentialKind } from '#lib/catalogue/types';
import { type CredentialDetail, NOT_UPLOADED } from '#lib/integrations/schema';

export const KIND_TITLES: Record<CredentialKind, string> = {
  client_secret: 'Client secret',
  certificate: 'Certificate',
  federated: 'Federated credential',
};

const expirySources: Record<string, string> = {
  typed: 'as typed here',
  certificate: 'as the certificate says',
  graph: 'as the registration says',
};

/** How Latchkey knows when a credential expires. */
export function expirySourceWords(source: string | null): string {
  return expirySources[source ?? ''] ?? '';
}

type State = { status: 'healthy' | 'broken' | 'expired' | 'expiring' | 'open'; word: string };

/** The state of a credential. If several apply, the worst one. What Microsoft never accepted is not called healthy. */
export function credentialState({ refused, isExpired, isInUse }: CredentialDetail, isProved: boolean): State {
  if (refused?.code === NOT_UPLOADED) return { status: 'expiring', word: 'Waiting for upload' };
  if (refused) return { status: 'broken', word: 'Refused' };
  if (isExpired) return { status: 'expired', word: 'Expired' };
  if (isInUse && !isProved) return { status: 'open', word: 'In use, not verified yet' };
  return isInUse ? { status: 'healthy', word: 'In use' } : { status: 'open', word: 'Standing by' };
}

/** The day on which a credential expires, as a date field holds it. */
export function dayOf({ expiresAt }: Pick<CredentialDetail, 'expiresAt'>): string {
  return expiresAt?.toISOString().slice(0, 10) ?? '';
}
