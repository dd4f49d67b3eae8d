import { z } from '@hono/zod-openapi';
import { type Context, Hono } from 'hono';
import { findConnection } from '#lib/connections/connections';
import { checkMailboxes, mailboxSchema } from '#lib/connections/tenant/mailboxes';
import { listSites } from '#lib/connections/tenant/sites';
import { createSiteGrantLink } from '#lib/links/create-link';
import type { Caller } from './auth.ts';
import { answer } from './endpoint.ts';
import { ApiError } from './errors.ts';
import { connectionIdSchema, uniqueKeySchema } from './input.ts';
import { madeSession } from './session-input.ts';
import { requireConnection, tokenRefused, unknownConnection } from './vend.ts';

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

/** The row id of a tenant's connection and its integration's. @throws ApiError 400 for a person's */
async function requireTenant(context: Context<Caller>, named: { connectionId: string; provider_config_key: string }) {
  const id = await requireConnection(context, named);
  const found = await findConnection(id);
  if (!found) throw unknownConnection();
  if (found.accountKind === 'tenant') return { id, integrationId: found.integrationId, cloud: found.cloud };
  const message = 'This connection is a person’s: only the app of a whole tenant can be narrowed.';
  throw new ApiError(400, 'invalid_body', { message });
}

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
    const { id, integrationId } = await requireTenant(context, { ...named, connectionId });
    const { token, url, expiresAt } = await createSiteGrantLink(
      { connectionId: id, integrationId },
      context.get('actor'),
    );
    const expires_at = expiresAt.toISOString();
    return context.json({ data: { token, connect_link: url, expires_at } }, 201);
  },
);

// A copy: the schema itself has no `openapi` if it was made before zod was extended.
const mailbox = mailboxSchema.clone();
const mailboxes = z
  .strictObject({
    should_work: mailbox.openapi({ description: 'Address or id of a mailbox that Exchange opened to the app.' }),
    should_not: mailbox.openapi({ description: 'One that it did not.' }),
  })
  .openapi('MailboxesToCheck');

const checked = z
  .object({
    data: z.array(
      z.object({
        mailbox: z.string(),
        expected: z.enum(['works', 'refused']),
        seen: z.enum(['let_through', 'refused', 'no_mailbox', 'unclear']),
        is_as_expected: z.boolean().nullable(),
        status: z.number().nullable(),
        code: z.string().nullable(),
        message: z.string(),
      }),
    ),
  })
  .openapi('CheckedMailboxes');

answer(
  sites,
  {
    method: 'post',
    path: '/connections/{connection_id}/mailboxes/check',
    id: 'checkMailboxes',
    tag: 'Connections',
    summary: 'Try one mailbox that should be open to a tenant’s app and one that should not',
    description:
      'What Exchange opens by a role (RBAC for Applications) shows in no claim of the token, so only a call tells. Nothing that Graph answers is kept.',
    needs: { scope: 'environment:connections:read_credentials' },
    params,
    query,
    body: mailboxes,
    answers: { 200: { description: 'What was seen, the one that should work first.', schema: checked } },
    refusals: [400, 404, 424],
  },
  async (context, { params: { connection_id: connectionId }, query: named, body }) => {
    const { id, cloud } = await requireTenant(context, { ...named, connectionId });
    const asked = { works: body.should_work, refused: body.should_not };
    const seen = await checkMailboxes(id, asked, context.get('actor')).catch((error: unknown) =>
      tokenRefused(error, { id, cloud }),
    );
    if (!seen) {
      const message = 'The mailboxes of this product are not reached by way of Graph, so that no call there shows it.';
      throw new ApiError(400, 'invalid_body', { message });
    }
    const data = seen.map(({ isAsExpected, ...one }) => ({ ...one, is_as_expected: isAsExpected }));
    return context.json({ data });
  },
);
