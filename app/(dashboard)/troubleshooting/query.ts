import { z } from 'zod';

export type TroubleshootingQuery = {
  /** The typed text, shown again in the field: a code, or words. */
  typed: string;
  /** Key or id of an integration. */
  integration: string | undefined;
};

const one = z.string().trim().max(255).catch('');
/** A line of a log may be pasted, of which the first part is enough. */
const pasted = z
  .string()
  .transform((text) => text.slice(0, 1_000).trim())
  .catch('');
const query = z.object({ q: pasted, code: pasted, integration: one });

/** Reads the query of the page and ignores unknown parameters; `code` is another name of `q`. */
export function readQuery(search: Record<string, string | string[] | undefined>): TroubleshootingQuery {
  const { q, code, integration } = query.parse(search);
  return { typed: q || code, integration: integration || undefined };
}
