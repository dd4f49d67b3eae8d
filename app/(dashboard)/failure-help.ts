import type { Fixer } from '#lib/troubleshooting/explain';

/** Who has to act on a failure, in words for an operator. */
export const WHO_WORDS: Record<Fixer, string> = {
  operator: 'you, the operator',
  admin: "the customer's admin",
  user: 'the person who connects',
  app: 'Latchkey, or nobody',
};

/** The URL of the page that explains a code, for one integration if that is known. */
export function troubleshootingPath(ask: { code?: number | undefined; integration?: string | undefined } = {}): string {
  const query = new URLSearchParams();
  if (ask.integration) query.set('integration', ask.integration);
  if (ask.code !== undefined) query.set('code', String(ask.code));
  const search = query.toString();
  return `/troubleshooting${search && `?${search}`}`;
}
