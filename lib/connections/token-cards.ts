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
  tokenResponse: unknown;
  tokenLife: number;
  tokenExpiresAt: Date;
  lastFailure: Failure | null;
  retryAt: Date | null;
  tokens: StoredHost[];
};

const scopeOf = (response: unknown) => tokenResponseSchema.safeParse(response).data?.scope ?? '';

/** One card for the primary token and one for each SharePoint host Graph named. */
export function tokenCards(stored: Stored): TokenCard[] {
  const { tokenResponse, tokenLife, tokenExpiresAt, lastFailure, tokens } = stored;
  const primary: TokenCard = {
    resource: 'https://graph.microsoft.com',
    kind: 'graph',
    scope: scopeOf(tokenResponse),
    expiresAt: tokenExpiresAt,
    lifeSeconds: tokenLife,
    failure: lastFailure,
    retryAt: stored.retryAt,
  };
  const hosts = tokens.map(({ resource, kind, response, expiresAt, life, failure, retryAt }) => ({
    resource,
    kind: kind === 'sharepoint-root' ? ('sharepoint-root' as const) : ('sharepoint-my' as const),
    scope: scopeOf(response),
    expiresAt,
    lifeSeconds: life,
    failure: failureSchema.safeParse(failure).data ?? null,
    retryAt,
  }));
  return [primary, ...hosts];
}
