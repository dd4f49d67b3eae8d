import { z } from '@hono/zod-openapi';
import { FIXERS } from '#lib/microsoft/aadsts/define';

const time = z.string().openapi({ format: 'date-time' });
const record = z.record(z.string(), z.unknown());
const authMode = z.enum(['OAUTH2', 'OAUTH2_CC']);

/** Whom a connection or a session is for. */
export const endUser = z.object({
  id: z.string(),
  display_name: z.string().nullable(),
  email: z.string().nullable(),
  tags: z.record(z.string(), z.string()),
  organization: z.object({ id: z.string(), display_name: z.string().nullable() }).nullable(),
});

/** The connected Microsoft account. */
const account = z.object({
  oid: z.string().openapi({ description: 'Object id of the account; with `tid` it never changes.' }),
  tid: z.string().openapi({ description: 'Id of its tenant.' }),
  username: z.string(),
  display_name: z.string(),
});

/** Why something failed, and what the reader can do about it. */
export const failureSchema = z.object({
  code: z.string().openapi({ description: 'AADSTS code where Microsoft named one.' }),
  message: z.string(),
  fix: z.string(),
  fix_by: z.enum(FIXERS).nullable().openapi({
    description: 'Whose turn it is: yours, the customer’s Entra admin’s, the account’s owner’s, or nobody’s.',
  }),
  error_uri: z.string().nullable().openapi({ description: 'Where Microsoft explains the code.' }),
  trace_id: z.string().nullable(),
  correlation_id: z.string().nullable(),
  at: time,
});

const whyMissing = z
  .object({
    code: z.string().openapi({
      description:
        '`scope_not_asked`, `scope_not_granted` (see `scopes`), `personal_account`, `no_onedrive`, `root_site_forbidden`, `graph_unavailable` …, or the AADSTS code with which Entra refused.',
    }),
    message: z.string(),
    fix: z.string(),
    fix_by: failureSchema.shape.fix_by,
    error_uri: z.string().nullable(),
    trace_id: z.string().nullable(),
    correlation_id: z.string().nullable(),
    at: time.nullable(),
    retry_at: time.nullable().openapi({ description: 'When it is asked for again.' }),
    scopes: z.array(z.string()).openapi({ description: 'The permissions that are missing.' }),
  })
  .openapi('WhyMissing');

/** Whether a stored token can still be used. */
export const tokenStatus = z.enum(['live', 'ended', 'missing']).openapi({
  description:
    '`live`: Microsoft’s APIs accept it until `expires_at`. While the connection’s status is not `healthy` it is nevertheless not handed out (424).',
});

/** The SharePoint hosts of a connection, and why a token is missing. */
export const sharePoint = z
  .object({
    hosts: z.array(
      z.object({
        resource: z.string().openapi({ description: 'Its origin: what `POST …/token` takes.' }),
        kind: z.enum(['root', 'onedrive', 'other']).openapi({
          description:
            '`root` has its token in `connection_config.sharepointAccessToken`; `onedrive` is the `-my` host.',
        }),
        status: tokenStatus,
        expires_at: time.nullable(),
        failure: failureSchema.nullable(),
        retry_at: time.nullable(),
      }),
    ),
    missing: whyMissing.nullable().openapi({ description: 'Why there is no `sharepointAccessToken`.' }),
    onedrive_missing: whyMissing.nullable().openapi({ description: 'Why the host of the OneDrive is not known.' }),
  })
  .openapi('SharePoint', { description: 'Latchkey’s own; Nango has no such member.' });

const shared = {
  id: z.int(),
  connection_id: z.string(),
  provider_config_key: z.string(),
  provider: z.string(),
  errors: z
    .array(
      z.object({
        type: z.enum(['auth', 'sync']),
        log_id: z.string(),
        message: z.string().optional(),
        fix: z.string().optional(),
      }),
    )
    .openapi({
      description:
        'Why it is not healthy, or, while it is, why it lacks a SharePoint token that its grant covers: `log_id` is the code then.',
    }),
  end_user: endUser.nullable(),
  tags: z.record(z.string(), z.string()),
  metadata: record,
  status: z.enum(['healthy', 'needs_reauthorization', 'corrupt']),
  status_reason: failureSchema.nullable(),
  granted_scopes: z.array(z.string()),
  sharepoint: sharePoint,
  auth_mode: authMode.openapi({
    description: 'Of a person, or of a whole tenant (`OAUTH2_CC`); also the kind of `credentials`.',
  }),
  account,
};

export const listedConnection = z.object({ ...shared, created: time }).openapi('ListedConnection');

const tokenFacts = {
  token_type: z.string(),
  scope: z.string(),
  expires_in: z.int(),
  ext_expires_in: z.int(),
  access_token: z.string(),
};

const connectionConfig = z
  .object({
    tenantId: z.string().optional(),
    sharepointAccessToken: z
      .object({ ...tokenFacts, expires_at: z.number().openapi({ description: 'Milliseconds since 1970.' }) })
      .optional(),
  })
  .catchall(z.unknown());

const credentials = z.union([
  z.object({
    type: z.literal('OAUTH2'),
    access_token: z.string(),
    refresh_token: z.string().optional(),
    expires_at: time,
    raw: record,
  }),
  z
    .object({
      type: z.literal('OAUTH2_CC'),
      token: z.string(),
      expires_at: time,
      raw: record,
      client_id: z.string(),
      client_secret: z.literal('').openapi({ description: 'Never handed out.' }),
    })
    .openapi({ description: 'Of a whole tenant, with `permission_type: application`.' }),
  z.object({}).openapi({ description: 'What a key without the credentials scope sees.' }),
]);

/** Tells which tokens could not be renewed. */
export const failedRefresh = z
  .object({
    status: z.literal('failed'),
    tokens: z.array(z.object({ resource: z.string(), failure: failureSchema.nullable(), retry_at: time.nullable() })),
  })
  .optional()
  .openapi({
    description:
      'Only where new tokens were wanted, by `force_refresh` or because they were due, and Microsoft gave none for a passing reason: the tokens in this answer are the previous ones and still live. The header `Latchkey-Refresh: failed` says the same.',
  });

export const fullConnection = z
  .object({
    ...shared,
    connection_config: connectionConfig,
    webhook_url_override: z
      .string()
      .nullable()
      .openapi({ description: 'Its events are delivered there instead of to the webhook endpoints.' }),
    created_at: time,
    updated_at: time,
    last_fetched_at: time,
    credentials,
    refresh: failedRefresh,
  })
  .openapi('Connection');

const integrationCredentials = z.object({
  type: z.literal('OAUTH2'),
  client_id: z.string(),
  client_secret: z.string(),
  scopes: z.string().openapi({ description: 'Separated by commas.' }),
  webhook_secret: z.string().nullable(),
});

export const integration = z
  .object({
    unique_key: z.string(),
    provider: z.string(),
    display_name: z.string(),
    logo: z.string(),
    forward_webhooks: z.boolean(),
    created_at: time,
    updated_at: time,
    permission_type: z
      .enum(['delegated', 'application'])
      .openapi({ description: 'For people who sign in, or for whole tenants with nobody signed in.' }),
    auth_mode: authMode.openapi({ description: 'Of its connections: `OAUTH2_CC` with application permissions.' }),
    missing: z
      .array(z.string())
      .openapi({ description: 'What nobody can connect without, such as `credentials.client_id`; empty: nothing.' }),
    webhook_url: z.string().nullable().optional(),
    credentials: integrationCredentials.nullable().optional(),
  })
  .openapi('Integration');

const preset = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  is_default: z.boolean(),
  scopes: z.array(
    z.object({
      resource: z.string(),
      title: z.string().openapi({ description: 'What the API is called.' }),
      scopes: z.array(z.string()),
    }),
  ),
  admin_usually_needed: z.boolean(),
  why: z.string().nullable().openapi({ description: 'Why an admin is needed.' }),
  personal_accounts: z.boolean(),
});

export const provider = z
  .object({
    name: z.string(),
    display_name: z.string(),
    auth_mode: z
      .literal('OAUTH2')
      .openapi({ description: 'Unless an integration has `permission_type: application`.' }),
    categories: z.array(z.string()),
    authorization_url: z.string(),
    token_url: z.string(),
    proxy: z.object({ base_url: z.string() }),
    docs: z.string(),
    connection_config: record,
    logo_url: z.string(),
    description: z.string(),
    group: z.string().openapi({ description: 'The shelf it stands on in the dashboard.' }),
    account_types: z.array(z.string()).openapi({ description: 'Those its integrations can be made for.' }),
    clouds: z.array(z.string()).openapi({ description: 'Those that have the product.' }),
    presets: z.array(preset).openapi({ description: 'What may be asked, the least first.' }),
    application_presets: z
      .array(preset)
      .openapi({ description: 'What may be asked for a whole tenant with `permission_type: application`.' }),
  })
  .openapi('Provider');

export const success = z.object({ success: z.literal(true) });
