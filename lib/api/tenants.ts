import { z } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { createTenantLinks, mostTenantsAtOnce } from '#lib/connections/tenant/admin-links';
import { listTenants, type TenantRow, tenantStates } from '#lib/connections/tenant/tenants';
import type { IntegrationDetail } from '#lib/integrations/schema';
import { linkLife } from '#lib/links/schema';
import type { Caller } from './auth.ts';
import { answer } from './endpoint.ts';
import { ApiError } from './errors.ts';
import { endUserInput, uniqueKeySchema } from './input.ts';
import { findVisible } from './vend.ts';

export const tenants = new Hono<Caller>();

const params = z.strictObject({ unique_key: uniqueKeySchema });
const query = z.strictObject({
  state: z.enum(tenantStates).optional(),
  search: z.string().max(200).optional().openapi({ description: 'Part of a name, a domain, an id or an end user.' }),
  limit: z.coerce.number().int().min(1).max(2_000).default(2_000).openapi({ description: 'At most 2000.' }),
  page: z.coerce.number().int().min(0).max(100_000).default(0).openapi({ description: 'Counted from 0.' }),
});

const listed = z
  .object({
    data: z.array(
      z.object({
        state: z.enum(tenantStates).openapi({
          description: '`waiting`: its admin was sent a link; `live`: it is connected; `withdrawn`: it was.',
        }),
        name: z.string(),
        tenant_id: z.string().nullable(),
        connection_id: z.string().nullable(),
        granted_roles: z.array(z.string()),
        missing_roles: z.array(z.string()).openapi({ description: 'Asked by the integration by now, not granted.' }),
        last_probe: z
          .object({ at: z.string(), outcome: z.enum(['ok', 'refused', 'unclear']) })
          .nullable()
          .openapi({ description: 'The daily call; null where none fits the permissions, or none was made yet.' }),
        link: z.object({ status: z.string(), expires_at: z.string() }).nullable(),
        since: z.string().openapi({ format: 'date-time' }),
      }),
    ),
  })
  .openapi('Tenants');

function shape({ state, name, at, connection, link }: TenantRow) {
  const probe = connection?.probe;
  return {
    state,
    name,
    tenant_id: connection?.tid ?? null,
    connection_id: connection?.connectionId ?? null,
    granted_roles: connection?.granted ?? [],
    missing_roles: connection?.missing ?? [],
    last_probe: probe ? { at: probe.at, outcome: probe.outcome } : null,
    link: link && { status: link.state, expires_at: link.expiresAt.toISOString() },
    since: at.toISOString(),
  };
}

function requireApplication(found: IntegrationDetail | undefined): IntegrationDetail {
  if (!found) throw new ApiError(404, 'not_found', { message: 'No such integration.' });
  if (found.permissionType === 'application') return found;
  const message = 'This integration is for people who sign in; tenants are connected with application permissions.';
  throw new ApiError(400, 'invalid_body', { message });
}

answer(
  tenants,
  {
    method: 'get',
    path: '/integrations/{unique_key}/tenants',
    id: 'listTenants',
    tag: 'Integrations',
    summary: 'List the tenants of an integration with application permissions, by their consent',
    needs: { scope: 'environment:connections:list' },
    params,
    query,
    answers: { 200: { description: 'Withdrawn ones first, then waiting, then live ones.', schema: listed } },
    refusals: [404],
  },
  async (context, { params: { unique_key }, query: { limit, page, ...wanted } }) => {
    const integration = requireApplication(await findVisible(context, unique_key));
    const found = await listTenants(integration, wanted, { from: page * limit, limit });
    return context.json({ data: found.tenants.map(shape) });
  },
);

const order = z
  .strictObject({
    tenants: z
      .array(
        z.strictObject({
          tenant: z.string().max(300).openapi({ description: 'Its id (a GUID), or one of its verified domains.' }),
          end_user: endUserInput.optional(),
        }),
      )
      .min(1)
      .max(mostTenantsAtOnce),
    expires_in: z
      .int()
      .min(linkLife.min)
      .max(linkLife.max)
      .optional()
      .openapi({
        description: `Seconds the links live, ${linkLife.min} to ${linkLife.max} (30 days); a week by default.`,
      }),
  })
  .openapi('NewTenantLinks');

const made = z
  .object({
    data: z.array(
      z.object({
        tenant: z.string(),
        tenant_id: z.string().nullable(),
        link: z.object({ token: z.string(), connect_link: z.url(), expires_at: z.string() }).nullable(),
        error: z.object({ code: z.string(), message: z.string() }).nullable().openapi({
          description:
            'Why there is no link: `malformed`, `repeated`, `unknown_tenant`, `other_tenant`, `connected`, `unreachable`.',
        }),
      }),
    ),
  })
  .openapi('TenantLinks');

answer(
  tenants,
  {
    method: 'post',
    path: '/integrations/{unique_key}/tenants/links',
    id: 'createTenantLinks',
    tag: 'Integrations',
    summary: 'Make one link for the admin of each of these tenants',
    description: 'In their order; a tenant that cannot be asked has its `error` and holds up no other.',
    needs: { scope: 'environment:connect_sessions:write' },
    params,
    body: order,
    isIdempotent: true,
    answers: { 200: { description: 'A link or an error for each.', schema: made } },
    refusals: [404],
  },
  async (context, { params: { unique_key }, body }) => {
    const integration = requireApplication(await findVisible(context, unique_key));
    const asked = body.tenants.map(({ tenant, end_user: endUser }) => ({ tenant, endUser }));
    const links = await createTenantLinks({ integration, tenants: asked, life: body.expires_in }, context.get('actor'));
    const data = links.map(({ tenant, tid, link, problem }) => ({
      tenant,
      tenant_id: tid,
      link: link && { token: link.token, connect_link: link.url, expires_at: link.expiresAt.toISOString() },
      error: problem && { code: problem.code, message: problem.message },
    }));
    return context.json({ data });
  },
);
