import type { Fixer } from '#lib/troubleshooting/explain';

/** Who has to act on a failure, in words for an operator. */
export const WHO_WORDS: Record<Fixer, string> = {
  operator: 'you, the operator',
  admin: "the customer's admin",
  user: 'the person who connects',
  app: 'Latchkey, or nobody',
};

/** The URL of the page that explains a code, or of the search for one; for one integration if that is known. */
export function troubleshootingPath(ask: { code?: number | undefined; integration?: string | undefined } = {}): string {
  const path = ask.code === undefined ? '/troubleshooting' : `/troubleshooting/${ask.code}`;
  return ask.integration ? `${path}?${new URLSearchParams({ integration: ask.integration })}` : path;
}
