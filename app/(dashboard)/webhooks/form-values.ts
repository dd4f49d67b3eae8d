import { z } from 'zod';
import { type NewEndpoint, newEndpointSchema } from '#lib/webhooks/schema';

/** What the form shows, as it was typed. */
export type EndpointValues = {
  url: string;
  description: string;
  format: string;
  types: readonly string[];
  integrationIds: readonly string[];
};

/** The values of a form for an endpoint that exists. */
export function valuesOf({ url, description, format, types, integrationIds }: EndpointValues): EndpointValues {
  return { url, description, format, types, integrationIds };
}

/** The values of a sent form. No box of a group ticked means all, as the form says. */
export function readEndpointValues(form: FormData): EndpointValues {
  const text = (name: string) => z.string().catch('').parse(form.get(name));
  const all = (name: string) => z.array(z.string()).catch([]).parse(form.getAll(name));
  return {
    url: text('url').trim(),
    description: text('description'),
    format: text('format'),
    types: all('type'),
    integrationIds: all('integration'),
  };
}

/** Problems by field. */
export type EndpointErrors = Partial<Record<keyof EndpointValues, string[] | undefined>>;

/** Reads an endpoint from what was typed, or the problems by field; what overrides share has no address. */
export function parseEndpoint(
  values: EndpointValues,
  kind: 'endpoint' | 'overrides',
): { input: NewEndpoint } | { errors: EndpointErrors } {
  const url = kind === 'overrides' ? 'https://overrides.invalid' : values.url;
  const parsed = newEndpointSchema.safeParse({ ...values, url });
  return parsed.success ? { input: parsed.data } : { errors: z.flattenError(parsed.error).fieldErrors };
}
