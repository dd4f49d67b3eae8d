import { z } from 'zod';
import { type CloudId, cloudTraits } from '#lib/clouds';
import { type Failure, failureSchema, type TokenCard, tokenResponseSchema } from './schema.ts';

type StoredHost = {
  resource: string;
  kind: string;
  response: unknown;
  expiresAt: Date | null;
  life: number | null;
  failure: unknown;
  retryAt: Date | null;
};
type Stored = {
  cloud: CloudId;
  tokenResponse: unknown;
  tokenLife: number;
  tokenExpiresAt: Date;
  lastFailure: Failure | null;
  retryAt: Date | null;
  tokens: StoredHost[];
};

const hostKinds = ['sharepoint-root', 'sharepoint-my', 'sharepoint-other'] as const;

const scopeOf = (response: unknown) => tokenResponseSchema.safeParse(response).data?.scope ?? '';

/** One card for the primary token and one for each other resource that the grant should cover. */
export function tokenCards(stored: Stored): TokenCard[] {
  const { cloud, tokenResponse, tokenLife, tokenExpiresAt, lastFailure, tokens } = stored;
  const primary: TokenCard = {
    resource: cloudTraits(cloud).graphUrl,
    kind: 'graph',
    scope: scopeOf(tokenResponse),
    expiresAt: tokenExpiresAt,
    lifeSeconds: tokenLife,
    failure: lastFailure,
    retryAt: stored.retryAt,
  };
  const hosts = tokens.map(
    ({ resource, kind, response, expiresAt, life, failure, retryAt }): TokenCard => ({
      resource,
      kind: hostKinds.find((known) => known === kind) ?? 'resource',
      scope: scopeOf(response),
      expiresAt,
      lifeSeconds: life,
      failure: failureSchema.safeParse(failure).data ?? null,
      retryAt,
    }),
  );
  return [primary, ...hosts];
}

const contexts = z.object({ essential: z.boolean().optional(), value: z.string().optional() }).loose();
const challenge = z.object({
  access_token: z.object({ acrs: contexts.optional() }).loose().optional(),
  id_token: z.object({ acrs: contexts.optional() }).loose().optional(),
});

function authenticationContext(claims: string): string | undefined {
  try {
    const { access_token, id_token } = challenge.parse(JSON.parse(claims));
    return access_token?.acrs?.value ?? id_token?.acrs?.value;
  } catch {
    return undefined;
  }
}

// Codes for a second factor that is required or not yet set up (Microsoft identity platform, AADSTS codes).
const secondFactor = new Set([50072, 50074, 50076, 50078, 50079, 50158]);

/** What the next sign-in will require in addition, according to the stored claims; undefined if there are none. */
export function describeStepUp(claims: string | null, reason: Pick<Failure, 'aadsts'> | null): string | undefined {
  if (!claims) return undefined;
  const kept = 'Microsoft’s demand is kept and goes along with every reauthorize link';
  const context = authenticationContext(claims);
  if (context) return `${kept}: sign-in asks for the authentication context ${context} of the organization.`;
  if (secondFactor.has(reason?.aadsts ?? 0)) return `${kept}: sign-in asks for multi-factor authentication (MFA).`;
  return `${kept}: sign-in checks the organization’s access policy (Conditional Access) anew.`;
}
