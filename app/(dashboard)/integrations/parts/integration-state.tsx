import { StatusBadge } from '#components/status-badge';
import { type IntegrationRow, secretState } from '#lib/integrations/schema';
import { provedBy, type Verdict, type Verification } from '#lib/integrations/verification';

type Standing = Pick<IntegrationRow, 'broken' | 'secret' | 'verdict'> & { verification?: Verification | null };

/**
 * The state of an integration: whether it is broken, then the state of its credential, then that of its verification.
 */
export function IntegrationState({ integration }: { integration: Standing }) {
  if (integration.broken) return <StatusBadge status="broken" />;
  const { kind } = secretState(integration);
  const name = integration.secret?.kind === 'certificate' ? 'Certificate' : 'Secret';
  if (kind === 'missing') return <StatusBadge status="broken" word="No credential" />;
  if (kind === 'expired') return <StatusBadge status="broken" word={`${name} expired`} />;
  if (integration.verdict === 'failed') return <VerdictBadge verdict="failed" />;
  if (integration.verdict === 'unreached') return <VerdictBadge verdict="unreached" />;
  if (kind === 'expiring') return <StatusBadge status="expiring" word={`${name} expiring`} />;
  return <VerdictBadge verdict={integration.verdict} verification={integration.verification ?? null} />;
}

const badges = {
  proved: { status: 'verified' },
  warned: { status: 'verified-but', word: 'Verified, with warnings' },
  failed: { status: 'broken', word: 'Verification failed' },
  unreached: { status: 'unverified', word: 'Microsoft was not reached' },
  partly: { status: 'unverified' },
  none: { status: 'unverified' },
} as const;

interface VerdictBadgeProps {
  verdict: Verdict;
  /** What was verified, to say what of it was proved. */
  verification?: Pick<Verification, 'checks'> | null;
}

/** The result of a verification; green only when everything was verified. */
export function VerdictBadge({ verdict, verification }: VerdictBadgeProps) {
  const proof = verification && (verdict === 'proved' || verdict === 'partly') ? provedBy(verification) : undefined;
  return <StatusBadge {...badges[verdict]} {...(proof ? { word: proof } : {})} />;
}
