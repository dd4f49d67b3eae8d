import { z } from 'zod';

const check = z.object({
  id: z.string(),
  title: z.string(),
  outcome: z.enum(['ok', 'warning', 'failed', 'skipped']),
  message: z.string(),
  fix: z.string().optional(),
  /** Microsoft's code for the failure, e.g. AADSTS7000215. */
  code: z.string().optional(),
  /** Microsoft was not reached, which says nothing about the app. */
  unreached: z.literal(true).optional(),
});

export const verificationSchema = z.object({
  at: z.iso.datetime(),
  checks: z.array(check),
  /** Fingerprint of the settings and credentials that were verified. The result applies to these only. */
  basis: z.string(),
});

/** The result of one check. */
export type Check = z.infer<typeof check>;
/** The result of the last verification of an integration. */
export type Verification = z.infer<typeof verificationSchema>;

/**
 * The overall result of a verification. `proved` and `warned` include a successful sign-in as the app; `partly`:
 * nothing failed, but the important checks were not possible; `unreached`: Microsoft was not reached; `none`: the
 * current settings and credentials have not been verified.
 */
export type Verdict = 'proved' | 'warned' | 'failed' | 'unreached' | 'partly' | 'none';

/** Whether Entra has accepted the app's own sign-in with the current settings and credentials. */
export const isProved = (verdict: Verdict): boolean => verdict === 'proved' || verdict === 'warned';

const essentials = [/^authority$/, /^home-tenant$/, /^client-id$/, /^credential:/];

/** The overall result of all checks. */
export function verdictOf(verification: Pick<Verification, 'checks'> | null): Verdict {
  if (!verification) return 'none';
  const { checks } = verification;
  const has = (outcome: Check['outcome'], id = /^/) => checks.some((one) => one.outcome === outcome && id.test(one.id));
  if (checks.some(({ outcome, unreached }) => outcome === 'failed' && !unreached)) return 'failed';
  if (checks.some(({ unreached }) => unreached)) return 'unreached';
  if (!essentials.every((id) => has('ok', id))) return 'partly';
  return has('warning') ? 'warned' : 'proved';
}

const proofs = [
  [/^credential:/, 'Client ID and credential proved'],
  [/^client-id$/, 'Client ID proved, credential not'],
  [/^home-tenant$/, 'Only the home tenant proved'],
  [/^authority$/, 'Only the sign-in address proved'],
] as const;

/** What a verification has proved, in a few words; undefined if nothing. */
export function provedBy({ checks }: Pick<Verification, 'checks'>): string | undefined {
  return proofs.find(([id]) => checks.some((check) => check.outcome === 'ok' && id.test(check.id)))?.[1];
}

const heads: Record<Exclude<Verdict, 'none'>, string> = {
  proved: 'Verified.',
  warned: 'Verified, with a warning.',
  failed: 'Not verified: something failed.',
  unreached: 'Not verified: Microsoft was not reached.',
  partly: 'Not verified: what matters could not be tried.',
};

const parts = [
  ['ok', 'proved'],
  ['failed', 'failed'],
  ['warning', 'with a warning'],
  ['skipped', 'not tried'],
] as const;

/** The number of checks by result: "3 proved, 1 failed, 4 not tried". */
export function countsOf({ checks }: Pick<Verification, 'checks'>): string {
  const counted = parts.map(
    ([outcome, word]) => [checks.filter((one) => one.outcome === outcome).length, word] as const,
  );
  return counted.flatMap(([count, word]) => (count > 0 ? `${count} ${word}` : [])).join(', ');
}

/** The overall result in one or two sentences. */
export function verdictSentence(verification: Pick<Verification, 'checks'>): string {
  const verdict = verdictOf(verification);
  return verdict === 'none' ? '' : `${heads[verdict]} ${countsOf(verification)}.`;
}
