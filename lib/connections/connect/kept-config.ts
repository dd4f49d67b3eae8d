import type { ConnectionConfig } from '../schema.ts';

// What decides where tokens are sent, and what we ask Microsoft ourselves: never what a caller says.
const ownName = /^(tenant_?id|share_?point.*|.*(host|hostname|domain|base_?url|api_?url|origin|endpoint)s?)$/i;

/** Says what is asked of Microsoft and is no property of the connection. */
const askingName = 'oauth_scopes_override';

/** What a caller may keep in `connection_config`. */
export function keptConfig(config: Record<string, unknown>): ConnectionConfig {
  const kept = Object.entries(config).filter(
    ([name]) => name !== askingName && !ownName.test(name.replaceAll('-', '_')),
  );
  return JSON.parse(JSON.stringify(Object.fromEntries(kept)));
}
