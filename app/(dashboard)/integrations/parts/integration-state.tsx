import { StatusBadge } from '#components/status-badge';
import { type IntegrationRow, secretState } from '#lib/integrations/schema';

/** How an integration stands: broken before anything else, then its credential. */
export function IntegrationState({ integration }: { integration: Pick<IntegrationRow, 'broken' | 'secret'> }) {
  if (integration.broken) return <StatusBadge status="broken" />;
  const { kind } = secretState(integration);
  const name = integration.secret?.kind === 'certificate' ? 'Certificate' : 'Secret';
  if (kind === 'missing') return <StatusBadge status="broken" word="No credential" />;
  if (kind === 'expired') return <StatusBadge status="broken" word={`${name} expired`} />;
  if (kind === 'expiring') return <StatusBadge status="expiring" word={`${name} expiring`} />;
  return <StatusBadge status="healthy" word="Ready" />;
}
