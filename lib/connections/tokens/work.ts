import { IntegrationError } from '#lib/integrations/errors';
import { registrationAt, registrationTrustMilliseconds } from '#lib/integrations/registration';
import type { Registration } from '#lib/integrations/schema';
import { MicrosoftError } from '#lib/microsoft/errors';
import { VaultError } from '#lib/vault';
import type { Failure } from '../schema.ts';
import { type Lease, renewLease } from './lease.ts';
import { FencedOut } from './token-store.ts';

/** A primary token that has just come. */
type Fresh = { accessToken: string; grantedScopes: string[] };

/** One lease's work: the newest grant moves from step to step, since each answer may rotate it. */
export type Work = {
  lease: Lease;
  registration: Registration;
  /** The version that `registration` belongs to. */
  version: string;
  cache: string;
  /** SharePoint hosts that Entra has just said the tenant does not have, each with its failure. */
  unknown: Map<string, Failure>;
  fresh?: Fresh;
  /** Answers that are still to be stored. */
  left: number;
  isClosed?: true;
  /**
   * What a resource demanded when it refused its token; without `resource`, Graph did. `isReported` when nobody here saw
   * the refusal, `isFromPage` when a page in a browser says so, which may be anybody's.
   */
  challenge: { claims: string; resource?: string; isReported?: true; isFromPage?: true } | undefined;
};

/** What is demanded of the next token of one resource; without `resource`, of Graph. */
export function claimsFor({ challenge }: Work, resource?: string): string | undefined {
  return challenge && challenge.resource === resource ? challenge.claims : undefined;
}

/**
 * What the next sign-in has to bring after a refusal: what Microsoft names, or else what the resource had demanded. A
 * page's word alone is not kept: links would carry it long after the page is gone.
 */
export function claimsToKeep(work: Work, { facts }: MicrosoftError, resource?: string): string | undefined {
  return facts.claims || (work.challenge?.isFromPage ? undefined : claimsFor(work, resource));
}

/**
 * The registration that was in force when the lease was last seen.
 * @throws MicrosoftError `secret_unusable`: that is the integration's trouble, and the connection stays what it is
 */
export async function registrationOf({ integration_id, registration_version }: Lease): Promise<Registration> {
  try {
    return await registrationAt(integration_id, registration_version);
  } catch (cause) {
    const isUnusable = cause instanceof VaultError || (cause instanceof IntegrationError && cause.code === 'no_secret');
    throw isUnusable ? new MicrosoftError({ oauthError: 'secret_unusable' }, { cause }) : cause;
  }
}

/** Before every request to Microsoft: sees that the lease is still this one's. @throws FencedOut */
export async function keepLease({ lease }: Work): Promise<void> {
  const now = performance.now();
  if (now - lease.seenAt < registrationTrustMilliseconds) return;
  const version = await renewLease(lease);
  if (version === undefined) throw new FencedOut();
  lease.seenAt = now;
  lease.registration_version = version;
}

/** The registration was changed while a request with it was prepared. */
class RegistrationChanged extends Error {
  override readonly name = 'RegistrationChanged';
  readonly code = 'registration_changed';
}

type TokenCall<T> = (registration: Registration, before: () => Promise<void>) => Promise<T>;

/** The registration for a request that is prepared now, with its version. */
async function registrationNow(work: Work): Promise<Pick<Work, 'registration' | 'version'>> {
  const { lease } = work;
  const { registration_version: version } = lease;
  if (version === work.version) return { registration: work.registration, version };
  const registration = await registrationOf(lease);
  work.registration = registration;
  work.version = version;
  return { registration, version };
}

/**
 * Makes a token call with the registration as it is when the request is sent: `before` has to be called right before
 * each one, and stops a call that was prepared with an earlier one.
 * @throws FencedOut; MicrosoftError `secret_unusable`; what the call throws
 */
export async function askWithRegistration<T>(work: Work, call: TokenCall<T>): Promise<T> {
  const { lease } = work;
  for (;;) {
    const { registration, version } = await registrationNow(work);
    const before = async () => {
      await keepLease(work);
      if (lease.registration_version !== version) throw new RegistrationChanged();
    };
    try {
      return await call(registration, before);
    } catch (error) {
      if (!(error instanceof RegistrationChanged)) throw error;
    }
  }
}
