import { z } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { findConnection } from '#lib/connections/connections';
import { listSites } from '#lib/connections/tenant/sites';
import { createSiteGrantLink } from '#lib/links/create-link';
import type { Caller } from './auth.ts';
import { answer } from './endpoint.ts';
import { ApiError } from './errors.ts';
import { connectionIdSchema, uniqueKeySchema } from './input.ts';
import { madeSession } from './session-input.ts';
import { requireConnection, unknownConnection } from './vend.ts';

export const sites = new Hono<Caller>();

const params = z.strictObject({ connection_id: connectionIdSchema });
const query = z.strictObject({ provider_config_key: uniqueKeySchema });

const listed = z
  .object({
    data: z.array(
      z.object({
        id: z.string().openapi({ description: 'Graph’s id of the site.' }),
        name: z.string(),
        web_url: z.string(),
        role: z.string().openapi({ description: '`read`, `write`, `owner` or `fullcontrol`.' }),
        granted_by: z.string().openapi({ description: 'The admin’s user name.' }),
        granted_at: z.string(),
      }),
    ),
  })
  .openapi('ReleasedSites');

answer(
  sites,
  {
    method: 'get',
    path: '/connections/{connection_id}/sites',
    id: 'listReleasedSites',
    tag: 'Connections',
    summary: 'List the SharePoint sites that an admin released to a tenant’s connection',
    description: 'Those released by a site-grant link, or seen there; what was released elsewhere is not known.',
    needs: { scope: 'environment:connections:read' },
    params,
    query,
    answers: { 200: { description: 'The sites, by name.', schema: listed } },
    refusals: [400, 404],
  },
  async (context, { params: { connection_id: connectionId }, query: named }) => {
    const id = await requireConnection(context, { ...named, connectionId });
    const rows = await listSites(id);
    const data = rows.map(({ siteId, name, webUrl, role, grantedBy, grantedAt }) => {
      const granted_at = grantedAt.toISOString();
      return { id: siteId, name, web_url: webUrl, role, granted_by: grantedBy, granted_at };
    });
    return context.json({ data });
  },
);

answer(
  sites,
  {
    method: 'post',
    path: '/connections/{connection_id}/sites/link',
    id: 'createSiteGrantLink',
    tag: 'Connections',
    summary: 'Make a link on which the tenant’s admin picks the sites that its app may use',
    description:
      'For a connection of a whole tenant. The link lives a week and can be used again; each step signs the admin in with `Sites.FullControl.All`, whose token is used for that step and not kept.',
    needs: { scope: 'environment:connect_sessions:write' },
    params,
    query,
    answers: { 201: { description: 'The link.', schema: madeSession } },
    refusals: [400, 404],
  },
  async (context, { params: { connection_id: connectionId }, query: named }) => {
    const id = await requireConnection(context, { ...named, connectionId });
    const found = await findConnection(id);
    if (!found) throw unknownConnection();
    if (found.accountKind !== 'tenant') {
      const message = 'This connection is a person’s: sites are released to the app of a whole tenant.';
      throw new ApiError(400, 'invalid_body', { message });
    }
    const { integrationId } = found;
    const { token, url, expiresAt } = await createSiteGrantLink(
      { connectionId: id, integrationId },
      context.get('actor'),
    );
    const expires_at = expiresAt.toISOString();
    return context.json({ data: { token, connect_link: url, expires_at } }, 201);
  },
);
