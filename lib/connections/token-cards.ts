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

/** One card for the primary token and one for each other resource the grant is to reach. */
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
