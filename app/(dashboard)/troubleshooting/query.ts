import { z } from 'zod';
import { readCode } from '#lib/troubleshooting/explain';

export type TroubleshootingQuery = {
  /** As it was typed, shown again in the field. */
  typed: string;
  code: number | undefined;
  /** Key or id of an integration. */
  integration: string | undefined;
};

const one = z.string().trim().max(255).catch('');
const query = z.object({ code: one, integration: one });

/** What the page was asked for; whatever else the address holds does not count. */
export function readQuery(search: Record<string, string | string[] | undefined>): TroubleshootingQuery {
  const { code: typed, integration } = query.parse(search);
  return { typed, code: readCode(typed), integration: integration || undefined };
}
