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

export const verificationSchema = z.object({ at: z.iso.datetime(), checks: z.array(check) });

/** One thing that was proved, or why it could not be. */
export type Check = z.infer<typeof check>;
/** What the last verification of an integration found. */
export type Verification = z.infer<typeof verificationSchema>;

const order = ['failed', 'warning', 'ok', 'skipped'] as const;

/** The worst outcome of all; `skipped` only when nothing could be checked. */
export function worstOutcome({ checks }: Pick<Verification, 'checks'>): Check['outcome'] {
  return order.find((outcome) => checks.some((one) => one.outcome === outcome)) ?? 'skipped';
}
