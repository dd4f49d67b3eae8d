import { withEndUserTags } from '#lib/end-user-tags';
import { type EventData, eventShape, type PublicEvent } from '#lib/events/schema';
import type { WebhookFormat } from './schema.ts';

type Told = Omit<PublicEvent, 'position'>;

/** The name of the only environment, as Nango's receivers expect it. */
const environment = 'prod';

const operations = {
  'connection.created': 'creation',
  'connection.reauthorized': 'override',
  'connection.needs_reauthorization': 'refresh',
} as const;

function operationOf(type: string): string | undefined {
  return new Map<string, string>(Object.entries(operations)).get(type);
}

function nangoEndUser({ end_user: endUser, tags = {} }: EventData) {
  if (!endUser?.id) return undefined;
  const { organization_id: organizationId } = tags;
  return {
    endUserId: endUser.id,
    ...(endUser.email && { endUserEmail: endUser.email }),
    ...(organizationId && { organizationId }),
    tags: endUser.tags ?? {},
  };
}

/** Nango serializes the members in alphabetical order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    members.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, sorted(member)]),
  );
}

function nangoBody({ type, data }: Told): unknown {
  const { reason } = data;
  const tags = withEndUserTags(data.tags ?? {}, data.end_user);
  return sorted({
    from: 'nango',
    type: 'auth',
    operation: operationOf(type),
    connectionId: data.connection_id,
    providerConfigKey: data.provider_config_key,
    provider: data.provider,
    authMode: data.auth_mode ?? 'OAUTH2',
    environment,
    success: reason === undefined,
    endUser: nangoEndUser(data),
    ...(Object.keys(tags).length > 0 && { tags }),
    ...(reason && {
      error: { type: reason.code, description: [reason.message, reason.fix].filter(Boolean).join(' ') },
    }),
  });
}

/** The body of a request. It is identical at every attempt. */
export function bodyOf(event: Told, format: WebhookFormat): string {
  return JSON.stringify(format === 'nango' && operationOf(event.type) ? nangoBody(event) : eventShape(event));
}
