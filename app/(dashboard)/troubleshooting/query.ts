import { z } from 'zod';
import { readCode } from '#lib/troubleshooting/explain';

export type TroubleshootingQuery = {
  /** The typed text, shown again in the field. */
  typed: string;
  code: number | undefined;
  /** Key or id of an integration. */
  integration: string | undefined;
};

const one = z.string().trim().max(255).catch('');
const query = z.object({ code: one, integration: one });

/** Reads the query of the page and ignores unknown parameters. */
export function readQuery(search: Record<string, string | string[] | undefined>): TroubleshootingQuery {
  const { code: typed, integration } = query.parse(search);
  return { typed, code: readCode(typed), integration: integration || undefined };
}
