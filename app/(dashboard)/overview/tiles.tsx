import { CircleAlert, CircleCheck, Hourglass, Link2, type LucideIcon } from 'lucide-react';
import Link from 'next/link';
import { cn } from '#components/ui/cn';
import type { ConnectionStatus } from '#lib/connections/schema';
import { EXPIRING_DAYS, type IntegrationRow, secretState } from '#lib/integrations/schema';
import { connectionsHref } from '../connections/query';

interface TilesProps {
  counts: Record<ConnectionStatus, number>;
  openLinks: number;
  integrations: readonly IntegrationRow[];
}

interface TileProps {
  href: string;
  count: number;
  label: string;
  icon: LucideIcon;
  /** The icon's colour when the number is not zero. */
  tone: string;
}

function Tile({ href, count, label, icon: Icon, tone }: TileProps) {
  return (
    <li className="min-w-0">
      <Link
        href={href}
        className="flex h-full flex-col gap-1 rounded-lg border border-border bg-card p-4 transition-colors duration-150 hover:border-edge hover:bg-accent/50"
      >
        <span className="flex items-center justify-between gap-2">
          <span className="font-semibold text-2xl tabular-nums leading-8">{count}</span>
          <Icon aria-hidden="true" className={cn('size-5', count > 0 ? tone : 'text-muted-foreground')} />
        </span>
        <span className="text-muted-foreground">{label}</span>
      </Link>
    </li>
  );
}

const isEnding = (integration: IntegrationRow) => ['expired', 'expiring'].includes(secretState(integration).kind);

/** Four numbers, each linked to the list it counts. */
export function Tiles({ counts, openLinks, integrations }: TilesProps) {
  const attention = counts.needs_reauthorization + counts.corrupt;
  const onlyCorrupt = counts.needs_reauthorization === 0 && counts.corrupt > 0;
  return (
    <ul aria-label="At a glance" className="grid grid-cols-2 gap-4 lg:grid-cols-4">
      <Tile
        href={connectionsHref({ status: 'healthy' })}
        count={counts.healthy}
        label={counts.healthy === 1 ? 'healthy connection' : 'healthy connections'}
        icon={CircleCheck}
        tone="text-success"
      />
      <Tile
        href={connectionsHref({ status: onlyCorrupt ? 'corrupt' : 'needs_reauthorization' })}
        count={attention}
        label={attention === 1 ? 'connection needs attention' : 'connections need attention'}
        icon={CircleAlert}
        tone="text-danger"
      />
      <Tile
        href="/links"
        count={openLinks}
        label={openLinks === 1 ? 'open link' : 'open links'}
        icon={Link2}
        tone="text-link"
      />
      <Tile
        href="/integrations"
        count={integrations.filter(isEnding).length}
        label={`credentials expiring within ${EXPIRING_DAYS} days`}
        icon={Hourglass}
        tone="text-warning"
      />
    </ul>
  );
}
