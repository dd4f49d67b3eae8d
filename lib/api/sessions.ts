import { Hono } from 'hono';
import { z } from 'zod';
import { createLink } from '#lib/links/create-link';
import { LinkError } from '#lib/links/errors';
import { linkLife, newLinkSchema } from '#lib/links/schema';
import type { Caller } from './auth.ts';
import { ApiError, invalid } from './errors.ts';
import { readBody } from './input.ts';

const tags = z.record(z.string(), z.string());

const newSession = z.strictObject({
  end_user: z
    .strictObject({
      id: z.string().min(1).max(255),
      email: z.string().optional(),
      display_name: z.string().optional(),
      tags: tags.optional(),
    })
    .optional(),
  organization: z.strictObject({ id: z.string(), display_name: z.string().optional() }).optional(),
  tags: tags.optional(),
  allowed_integrations: z.array(z.string()).optional(),
  integrations_config_defaults: z.record(z.string(), z.unknown()).optional(),
  overrides: z.record(z.string(), z.unknown()).optional(),
  webhook_url_override: z.string().optional(),
  /** Seconds; ours. */
  expires_in: z.int().min(linkLife.min).max(linkLife.max).optional(),
  expected_tenant: z.string().optional(),
  expected_email: z.string().optional(),
});

function toInput(body: z.infer<typeof newSession>) {
  const { end_user: endUser, organization } = body;
  const { tags: endUserTags, ...person } = endUser ?? { tags: undefined, id: undefined };
  const organizationTags = organization && {
    organization_id: organization.id,
    ...(organization.display_name && { organization_display_name: organization.display_name }),
  };
  return newLinkSchema.safeParse({
    integrations: body.allowed_integrations ?? [],
    endUser: person.id ? person : undefined,
    tags: { ...organizationTags, ...endUserTags, ...body.tags },
    life: body.expires_in,
    expectedTenant: body.expected_tenant,
    expectedEmail: body.expected_email,
  });
}

function refused(error: unknown): never {
  if (!(error instanceof LinkError) || error.code !== 'invalid_integration') throw error;
  const detail = { code: error.code, message: error.message, path: ['allowed_integrations'] };
  throw new ApiError(400, 'invalid_body', { message: error.message, errors: [detail] });
}

export const sessions = new Hono<Caller>().post('/', async (context) => {
  const input = toInput(await readBody(context, newSession));
  if (!input.success) throw invalid('invalid_body', input.error);
  const { token, url, expiresAt } = await createLink(input.data, context.get('actor')).catch(refused);
  return context.json({ data: { token, connect_link: url, expires_at: expiresAt.toISOString() } }, 201);
});
