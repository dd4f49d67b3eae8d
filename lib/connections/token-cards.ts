import { type Failure, failureSchema, type TokenCard, tokenResponseSchema } from './schema.ts';

type StoredHost = {
  resource: string;
  kind: string;
  response: unknown;
  expiresAt: Date | null;
  life: number | null;
  failure: unknown;
};
type Stored = {
  tokenResponse: unknown;
  tokenLife: number;
  tokenExpiresAt: Date;
  lastFailure: Failure | null;
  tokens: StoredHost[];
};

const scopeOf = (response: unknown) => tokenResponseSchema.safeParse(response).data?.scope ?? '';

/** One card for the primary token and one for each SharePoint host Graph named. */
export function tokenCards({ tokenResponse, tokenLife, tokenExpiresAt, lastFailure, tokens }: Stored): TokenCard[] {
  const primary: TokenCard = {
    resource: 'https://graph.microsoft.com',
    kind: 'graph',
    scope: scopeOf(tokenResponse),
    expiresAt: tokenExpiresAt,
    lifeSeconds: tokenLife,
    failure: lastFailure,
  };
  const hosts = tokens.map(({ resource, kind, response, expiresAt, life, failure }) => ({
    resource,
    kind: kind === 'sharepoint-root' ? ('sharepoint-root' as const) : ('sharepoint-my' as const),
    scope: scopeOf(response),
    expiresAt,
    lifeSeconds: life,
    failure: failureSchema.safeParse(failure).data ?? null,
  }));
  return [primary, ...hosts];
}
