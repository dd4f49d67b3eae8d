import { z } from '@hono/zod-openapi';
import { metadataSchema } from '#lib/connections/schema';

/** Whom a connection belongs to, in the operator's own terms. */
export const endUserInput = z
  .strictObject({
    id: z.string().min(1).max(255),
    email: z.string().max(255).optional(),
    display_name: z.string().max(255).optional(),
    tags: z.record(z.string().max(64), z.string().max(255)).optional(),
  })
  .openapi('EndUser');

export const organizationInput = z.strictObject({
  id: z.string().max(255),
  display_name: z.string().max(255).optional(),
});

/** An organization becomes two tags, as Nango has it. */
export function organizationTags(organization: z.infer<typeof organizationInput> | undefined): Record<string, string> {
  if (!organization) return {};
  const { id, display_name: name } = organization;
  return { organization_id: id, ...(name && { organization_display_name: name }) };
}

/** An address, or nothing. */
export const webhookUrl = z.union([z.url({ protocol: /^https?$/ }).max(2_048), z.literal('')]).openapi({
  description:
    'Kept with the connection and told with it; nothing is delivered there yet, because there are no webhooks.',
});

/** Metadata as requests send it. */
export const metadataInput = z.record(z.string(), z.unknown()).pipe(metadataSchema).openapi({
  type: 'object',
  additionalProperties: true,
  description: 'An object of your own, at most 64 KB and 100 levels.',
});
