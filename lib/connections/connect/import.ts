import type { Actor } from '#lib/audit/schema';
import { isUniqueViolation } from '#lib/db';
import { newId } from '#lib/ids';
import { readRegistration } from '#lib/integrations/registration';
import type { Registration } from '#lib/integrations/schema';
import { redeemRefreshToken } from '#lib/microsoft/client';
import { asMicrosoftError, MicrosoftError } from '#lib/microsoft/errors';
import { HttpFailure } from '#lib/microsoft/http';
import { IdTokenError } from '#lib/microsoft/id-token';
import { persist } from '#lib/persist';
import { defined, findConnectionIds } from '../changes.ts';
import { ConnectionError } from '../errors.ts';
import { describeFailure } from '../failure.ts';
import type { EndUser } from '../schema.ts';
import { type Collected, redeemAndCollect } from './grant.ts';
import { idTokenOutcome } from './id-token-outcome.ts';
import { askedOf, keptConfig } from './request.ts';
import { saveImported } from './save.ts';

/** A grant that was obtained elsewhere with the same app registration. */
export type ImportInput = {
  integrationId: string;
  /** Public id; a new one where none is given. */
  connectionId?: string | undefined;
  refreshToken: string;
  endUser?: EndUser | undefined;
  tags: Record<string, string>;
  metadata: Record<string, unknown>;
  config: Record<string, unknown>;
  webhookUrlOverride: string | null;
};

/**
 * Makes a connection from a refresh token, verified by redeeming it, and collects what the grant reaches as after a
 * sign-in. Returns its public id.
 * @throws ConnectionError `taken` where the public id exists, `grant_refused` with Microsoft's reason; IntegrationError
 */
export async function importConnection(input: ImportInput, actor: Actor): Promise<{ connectionId: string }> {
  const connectionId = input.connectionId ?? newId();
  await refuseTaken(input.integrationId, connectionId);
  const registration = await readRegistration(input.integrationId);
  const collected = await redeem(registration, input).catch(refused);
  const { endUser, tags, webhookUrlOverride } = input;
  const imported = {
    connectionId,
    people: { endUser, tags },
    more: { metadata: defined(input.metadata), webhookUrlOverride },
    by: actor,
  };
  await persist((tx) => saveImported(tx, collected, imported)).catch((cause: unknown) => {
    throw isUniqueViolation(cause) ? new ConnectionError('taken', { cause }) : cause;
  });
  return { connectionId };
}

/** Before Microsoft is asked: strict app registrations rotate a refresh token at its first use. */
async function refuseTaken(integrationId: string, connectionId: string): Promise<void> {
  const [found] = await findConnectionIds(integrationId, [connectionId]);
  if (found) throw new ConnectionError('taken');
}

const anyAccount = { kind: 'connect', connectionId: null, expectedEmail: null, expectedTenant: null } as const;

async function redeem(registration: Registration, input: ImportInput): Promise<Collected> {
  const { refreshToken } = input;
  const config = keptConfig(input.config);
  const { graph, others, addresses } = askedOf(registration, { connection_config: config });
  const found = await redeemAndCollect(registration, {
    redeem: (scopes) => redeemRefreshToken(registration, { refreshToken, scopes }),
    nonce: null,
    expected: anyAccount,
    requestedScopes: [...graph, ...others],
    addresses,
    config,
  });
  if ('mismatch' in found) throw new ConnectionError('wrong_tenant');
  return found;
}

function refused(cause: unknown): never {
  if (cause instanceof IdTokenError) {
    const { operatorMessage: message, fix = '', code, at } = idTokenOutcome(cause);
    throw new ConnectionError('grant_refused', { failure: { code, message, fix, at }, cause });
  }
  if (!(cause instanceof MicrosoftError || cause instanceof HttpFailure)) throw cause;
  throw new ConnectionError('grant_refused', { failure: describeFailure(asMicrosoftError(cause)), cause });
}
