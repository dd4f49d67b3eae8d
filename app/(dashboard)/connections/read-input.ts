import { z } from 'zod';
import { metadataSchema } from '#lib/connections/schema';
import { jsonProblem } from '#lib/json';
import { maxLinksAtOnce, newLinkSchema } from '#lib/links/schema';
import { pageSize } from './query';

/** The ticked box confirms that the operator read the warning. Without it nothing is allowed. */
export const newAccountForm = z.object({ id: z.uuid(), oid: z.string().min(1).max(100), understood: z.literal('yes') });

export const oneId = z.object({ id: z.uuid() });

/** Several ids in one field, as sent by a selection. */
const idsUpTo = (most: number) =>
  z.object({
    ids: z
      .string()
      .transform((value) => [...new Set(value.split(','))])
      .pipe(z.array(z.uuid()).min(1).max(most)),
  });

export const manyIds = idsUpTo(pageSize);

/** Connections to make links for: by their ids, or by the filters of the list. */
export const chosenForLinks = idsUpTo(maxLinksAtOnce)
  .partial()
  .extend({
    filters: z.string().max(1000).optional(),
    /** In seconds. */
    life: z.coerce.number().pipe(newLinkSchema.shape.life.unwrap()).optional(),
  })
  .refine(({ ids, filters }) => ids !== undefined || filters !== undefined);

/** `graph`, or the origin of a SharePoint host. */
const resource = z.union([z.literal('graph'), z.url({ protocol: /^https?$/ })]);

export const revealForm = z.object({
  id: z.uuid(),
  resource,
  /** Empty for an operator who signs in with Microsoft only. */
  password: z.string().max(200).default(''),
});

type Metadata = z.infer<typeof metadataSchema>;

function parseJson(text: string): { value: unknown } | { error: string } {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch (error) {
    const detail = error instanceof Error ? ` (${error.message})` : '';
    return { error: `This is not JSON${detail}. Nothing was saved.` };
  }
}

/** Reads metadata from the typed text. An empty field means no metadata. */
export function readMetadata(typed: string): { metadata: Metadata } | { error: string } {
  const text = typed.trim();
  if (text === '') return { metadata: {} };
  const json = parseJson(text);
  if ('error' in json) return json;
  const problem = jsonProblem(json.value);
  if (problem) return { error: `${problem.message} Nothing was saved.` };
  const parsed = metadataSchema.safeParse(json.value);
  if (parsed.success) return { metadata: parsed.data };
  const tooLarge = parsed.error.issues.find(({ code }) => code === 'custom');
  return { error: tooLarge?.message ?? 'Metadata is a JSON object, such as {"plan": "team"}. Nothing was saved.' };
}
