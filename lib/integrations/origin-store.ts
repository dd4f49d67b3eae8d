import { db } from '#lib/db';

/** The origins that may embed one integration or another, without repetition. */
export async function listOrigins(): Promise<string[]> {
  const rows = await db().$queryRaw<{ origin: string }[]>`
    select distinct unnest(allowed_origins) as origin from integration order by origin`;
  return rows.map(({ origin }) => origin);
}

/** Of these integrations the ones that may be embedded by pages of this origin, in the given order. */
export async function listEmbeddable(origin: string, ids: readonly string[]): Promise<string[]> {
  const rows = await db().integration.findMany({
    where: { id: { in: [...ids] }, allowedOrigins: { has: origin } },
    select: { id: true },
  });
  const found = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => found.has(id));
}
