import { expect, test } from 'vitest';
import { readReference } from './reference.ts';

/**
 * How every field that an operation accepts is treated: `done`, `kept` (stored or ignored, as its description says), or
 * `refused` if it asks for anything. A new field needs an entry here.
 */
const decided: Record<string, Record<'done' | 'kept' | 'refused', string[]>> = {
  listConnections: {
    done: ['connectionId', 'search', 'endUserId', 'endUserOrganizationId', 'integrationId', 'tags', 'limit', 'page'],
    kept: [],
    refused: [],
  },
  listEvents: { done: ['after', 'types', 'integration', 'connection', 'limit'], kept: [], refused: [] },
  createWebhookEndpoint: { done: ['url', 'description', 'types', 'integrations', 'format'], kept: [], refused: [] },
  updateWebhookEndpoint: {
    done: ['url', 'description', 'types', 'integrations', 'format', 'enabled'],
    kept: [],
    refused: [],
  },
  importConnection: {
    done: [
      'webhook_url_override',
      'provider_config_key',
      'connection_id',
      'metadata',
      'connection_config',
      'credentials',
      'credentials.type',
      'credentials.refresh_token',
      'end_user',
      'end_user.id',
      'end_user.email',
      'end_user.display_name',
      'end_user.tags',
      'tags',
    ],
    kept: ['credentials.access_token', 'credentials.expires_at'],
    refused: [
      'credentials.config_override',
      'credentials.config_override.client_id',
      'credentials.config_override.client_secret',
    ],
  },
  updateConnection: {
    done: [
      'webhook_url_override',
      'provider_config_key',
      'end_user',
      'end_user.id',
      'end_user.email',
      'end_user.display_name',
      'end_user.tags',
      'tags',
    ],
    kept: [],
    refused: [],
  },
  deleteConnection: { done: ['provider_config_key'], kept: [], refused: [] },
  getConnection: {
    done: ['provider_config_key', 'force_refresh', 'refresh_token'],
    kept: ['refresh_github_app_jwt_token'],
    refused: [],
  },
  getConnectionHealth: { done: ['provider_config_key'], kept: [], refused: [] },
  listReleasedSites: { done: ['provider_config_key'], kept: [], refused: [] },
  listTenants: { done: ['state', 'search', 'limit', 'page'], kept: [], refused: [] },
  createTenantLinks: {
    done: [
      'tenants',
      'tenants[].tenant',
      'tenants[].end_user',
      'tenants[].end_user.id',
      'tenants[].end_user.email',
      'tenants[].end_user.display_name',
      'tenants[].end_user.tags',
      'expires_in',
    ],
    kept: [],
    refused: [],
  },
  checkMailboxes: { done: ['provider_config_key', 'should_work', 'should_not'], kept: [], refused: [] },
  createSiteGrantLink: { done: ['provider_config_key'], kept: [], refused: [] },
  createToken: { done: ['provider_config_key', 'resource', 'provider_config_key'], kept: [], refused: [] },
  reportRefusedToken: {
    done: ['provider_config_key', 'www_authenticate', 'resource', 'expires_at'],
    kept: [],
    refused: [],
  },
  setMetadata: { done: ['connection_id', 'provider_config_key', 'metadata'], kept: [], refused: [] },
  updateMetadata: { done: ['connection_id', 'provider_config_key', 'metadata'], kept: [], refused: [] },
  createIntegration: {
    done: [
      'provider',
      'unique_key',
      'display_name',
      'credentials',
      'credentials.type',
      'credentials.client_id',
      'credentials.client_secret',
      'credentials.scopes',
      'integration_config',
      'integration_config.cloud',
      'integration_config.account_types',
      'integration_config.tenant_id',
      'integration_config.home_tenant_id',
      'integration_config.admin_sign_in',
      'integration_config.allowed_origins',
      'integration_config.permission_type',
      'integration_config.presets',
      'integration_config.resource_urls',
      'integration_config.secret_expires_at',
    ],
    kept: [],
    refused: ['credentials.webhook_secret', 'forward_webhooks', 'custom'],
  },
  getIntegration: { done: ['include'], kept: [], refused: [] },
  updateIntegration: {
    done: [
      'unique_key',
      'display_name',
      'credentials',
      'credentials.type',
      'credentials.client_id',
      'credentials.client_secret',
      'credentials.scopes',
      'integration_config',
      'integration_config.account_types',
      'integration_config.tenant_id',
      'integration_config.home_tenant_id',
      'integration_config.admin_sign_in',
      'integration_config.allowed_origins',
      'integration_config.permission_type',
      'integration_config.presets',
      'integration_config.resource_urls',
      'integration_config.secret_expires_at',
    ],
    kept: [],
    refused: ['credentials.webhook_secret', 'forward_webhooks', 'custom'],
  },
  createConnectSession: {
    done: [
      'webhook_url_override',
      'end_user',
      'end_user.id',
      'end_user.email',
      'end_user.display_name',
      'end_user.tags',
      'organization',
      'organization.id',
      'organization.display_name',
      'tags',
      'integrations_config_defaults',
      'overrides',
      'expires_in',
      'allowed_integrations',
      'expected_tenant',
      'admin_sign_in',
      'expected_email',
    ],
    kept: [],
    refused: [],
  },
  createPickerSession: {
    done: ['connection_id', 'provider_config_key', 'origins', 'life', 'entry'],
    kept: [],
    refused: [],
  },
  createPickerToken: { done: ['resource', 'claims'], kept: [], refused: [] },
  createReconnectSession: {
    done: [
      'webhook_url_override',
      'end_user',
      'end_user.id',
      'end_user.email',
      'end_user.display_name',
      'end_user.tags',
      'organization',
      'organization.id',
      'organization.display_name',
      'tags',
      'integrations_config_defaults',
      'overrides',
      'expires_in',
      'connection_id',
      'integration_id',
    ],
    kept: [],
    refused: [],
  },
  sendTelemetry: { done: [], kept: ['token', 'event', 'timestamp', 'dimensions'], refused: [] },
  listProviders: { done: ['search'], kept: [], refused: [] },
  getConnectSessionStatus: { done: ['embed', 'integration'], kept: [], refused: [] },
  searchPermissions: { done: ['calls'], kept: [], refused: [] },
};

const operations = readReference('/api')
  .flatMap((group) => group.operations)
  // The old paths accept the same fields as the paths that replaced them.
  .filter(({ path }) => !/^\/connection(\/|$)/.test(path))
  .map(({ id, parameters, body }) => {
    const inQuery = parameters.filter(({ place }) => place === 'query').map(({ name }) => name);
    return { id, fields: [...inQuery, ...body.map(({ name }) => name)] };
  })
  .filter(({ fields }) => fields.length > 0);

test.each(operations)('$id: each of its fields is done, kept or refused', ({ id, fields }) => {
  const { done = [], kept = [], refused = [] } = decided[id] ?? {};
  expect([...done, ...kept, ...refused].toSorted()).toEqual(fields.toSorted());
});
