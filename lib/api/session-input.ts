import { z } from '@hono/zod-openapi';
import { linkLife } from '#lib/links/schema';
import { connectionIdSchema, endUserInput, organizationInput, uniqueKeySchema, webhookUrl } from './input.ts';
import { endUser } from './schemas.ts';

const defaults = z
  .record(
    z.string(),
    z.strictObject({
      user_scopes: z
        .string()
        .max(4_096)
        .optional()
        .openapi({ description: 'Kept and not sent: Microsoft knows no such scopes.' }),
      authorization_params: z.record(z.string().max(64), z.string().max(1_024)).optional().openapi({
        description:
          '`prompt` (`select_account`, `consent` or `login`), `login_hint` and `domain_hint` are sent to Microsoft; others are kept and not sent.',
      }),
      connection_config: z.record(z.string(), z.json()).optional().openapi({
        type: 'object',
        additionalProperties: true,
        description:
          'What the connection starts with; tenant, hosts and SharePoint tokens in it are dropped. `oauth_scopes_override` (separated by spaces or commas) is asked instead of what the integration asks; `environmentUrl` is the Dataverse environment.',
      }),
    }),
  )
  .openapi({ description: 'By integration; for one that the session does not offer they have no effect.' });

// Connect pages link to it, so javascript: addresses must not be possible.
const docsUrl = z.url({ protocol: /^https?$/ }).max(2_048);

const common = {
  end_user: endUserInput.optional(),
  organization: organizationInput.optional().openapi({
    description: 'Their organization, kept as two tags. The connect page shows its name as it is given.',
  }),
  tags: z
    .record(z.string(), z.string())
    .optional()
    .openapi({ description: 'At most 10; names are kept in lower case.' }),
  integrations_config_defaults: defaults.optional(),
  overrides: z.record(z.string(), z.strictObject({ docs_connect: docsUrl.optional() })).optional(),
  webhook_url_override: webhookUrl.optional(),
  expires_in: z
    .int()
    .min(linkLife.min)
    .max(linkLife.max)
    .optional()
    .openapi({
      description: `Seconds the link lives, ${linkLife.min} to ${linkLife.max} (30 days); a day by default.`,
    }),
};

export const newSession = z
  .strictObject({
    ...common,
    allowed_integrations: z
      .array(z.string())
      .optional()
      .openapi({ description: 'Keys of those that are offered; all by default.' }),
    expected_tenant: z.string().optional().openapi({
      description:
        'Only accounts of this tenant (its id or one of its domains) may connect. Recommended where you know the tenant and not the user name: see `expected_email`.',
    }),
    expected_email: z.string().optional().openapi({
      description:
        'Only the account with this user name may connect. Recommended wherever you know it: a link ties whichever account signs in to your `end_user`, so somebody could send the link made for them to a colleague, whose files would then be connected to the sender’s profile. Any other account is refused, and its tokens are not kept.',
    }),
    admin_sign_in: z.boolean().optional().openapi({
      description:
        'For `permission_type: application`: whether the admin signs in once after the consent, so that it is known who consented; by default as the integration says. `false` takes `expected_tenant`, because nothing else says whose tenant it is.',
    }),
  })
  .openapi('NewConnectSession');

/** Has no expected account, because that is the connection's. */
export const reconnectSession = z
  .strictObject({ ...common, connection_id: connectionIdSchema, integration_id: uniqueKeySchema })
  .openapi('NewReconnectSession');

export const madeSession = z
  .object({
    data: z.object({
      token: z.string(),
      connect_link: z.url(),
      expires_at: z.string().openapi({ format: 'date-time' }),
    }),
  })
  .openapi('ConnectSession');

const theme = z.object({ primary: z.string() });

export const openSession = z
  .object({
    data: z.object({
      endUser: endUser.nullable(),
      allowed_integrations: z.array(z.string()).optional(),
      integrations_config_defaults: defaults.optional(),
      overrides: common.overrides,
      isReconnecting: z.boolean().optional(),
      connectUISettings: z.object({
        theme: z.object({ light: theme, dark: theme }),
        defaultTheme: z.string(),
        showWatermark: z.boolean(),
      }),
    }),
  })
  .openapi('OpenConnectSession');

export const telemetry = z.strictObject({
  token: z.string(),
  event: z.string(),
  timestamp: z.union([z.string(), z.number()]),
  dimensions: z.record(z.string(), z.unknown()).optional(),
});
