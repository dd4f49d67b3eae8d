import { z } from 'zod';

const check = z.object({
  id: z.string(),
  title: z.string(),
  outcome: z.enum(['ok', 'warning', 'failed', 'skipped']),
  message: z.string(),
  fix: z.string().optional(),
  /** What Microsoft named the failure, e.g. AADSTS7000215. */
  code: z.string().optional(),
});

export const verificationSchema = z.object({
  at: z.iso.datetime(),
  checks: z.array(check),
  /** Stands for the settings and credentials that were tried: with other ones it proves nothing. */
  basis: z.string(),
});

/** One thing that was proved, or why it could not be. */
export type Check = z.infer<typeof check>;
/** What the last verification of an integration found. */
export type Verification = z.infer<typeof verificationSchema>;

/**
 * What a verification comes to: `proved` and `warned` rest on a sign-in as the app; `partly`: nothing failed, but what
 * matters could not be tried; `none`: there is no verification of what stands there now.
 */
export type Verdict = 'proved' | 'warned' | 'failed' | 'partly' | 'none';

const essentials = [/^authority$/, /^home-tenant$/, /^client-id$/, /^credential:/];

/** The one word for all checks together. */
export function verdictOf(verification: Pick<Verification, 'checks'> | null): Verdict {
  if (!verification) return 'none';
  const { checks } = verification;
  const has = (outcome: Check['outcome'], id = /^/) => checks.some((one) => one.outcome === outcome && id.test(one.id));
  if (has('failed')) return 'failed';
  if (!essentials.every((id) => has('ok', id))) return 'partly';
  return has('warning') ? 'warned' : 'proved';
}

const heads: Record<Exclude<Verdict, 'none'>, string> = {
  proved: 'Verified.',
  warned: 'Verified, with a warning.',
  failed: 'Not verified: something failed.',
  partly: 'Not verified: what matters could not be tried.',
};

const parts = [
  ['ok', 'proved'],
  ['failed', 'failed'],
  ['warning', 'with a warning'],
  ['skipped', 'not tried'],
] as const;

/** What a verification found, counted: "3 proved, 1 failed, 4 not tried". */
export function countsOf({ checks }: Pick<Verification, 'checks'>): string {
  const counted = parts.map(
    ([outcome, word]) => [checks.filter((one) => one.outcome === outcome).length, word] as const,
  );
  return counted.flatMap(([count, word]) => (count > 0 ? `${count} ${word}` : [])).join(', ');
}

/** What a verification came to, in a sentence or two. */
export function verdictSentence(verification: Pick<Verification, 'checks'>): string {
  const verdict = verdictOf(verification);
  return verdict === 'none' ? '' : `${heads[verdict]} ${countsOf(verification)}.`;
}
