import { StatusBadge } from '#components/status-badge';
import { type IntegrationRow, secretState } from '#lib/integrations/schema';

/** How an integration stands: broken before anything else, then its secret. */
export function IntegrationState({ integration }: { integration: Pick<IntegrationRow, 'broken' | 'secret'> }) {
  if (integration.broken) return <StatusBadge status="broken" />;
  const { kind } = secretState(integration);
  if (kind === 'missing') return <StatusBadge status="broken" word="No secret" />;
  if (kind === 'expired') return <StatusBadge status="broken" word="Secret expired" />;
  if (kind === 'expiring') return <StatusBadge status="expiring" word="Secret expiring" />;
  return <StatusBadge status="healthy" word="Ready" />;
}
