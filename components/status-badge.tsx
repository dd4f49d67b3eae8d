import {
  Ban,
  Building2,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleX,
  Hourglass,
  Link2,
  type LucideIcon,
  MousePointerClick,
  RotateCcw,
  ShieldCheck,
  TimerOff,
  TriangleAlert,
} from 'lucide-react';
import { Badge, type BadgeVariant } from './ui/badge';

interface StatusLook {
  readonly word: string;
  readonly variant: BadgeVariant;
  readonly icon: LucideIcon;
}

const looks = {
  healthy: { word: 'Healthy', variant: 'success', icon: CircleCheck },
  needs_reauthorization: { word: 'Needs reauthorization', variant: 'danger', icon: RotateCcw },
  corrupt: { word: 'Corrupt', variant: 'danger', icon: CircleX },
  open: { word: 'Open', variant: 'info', icon: Link2 },
  opened: { word: 'Opened', variant: 'info', icon: MousePointerClick },
  declined: { word: 'Declined', variant: 'warning', icon: CircleX },
  at_microsoft: { word: 'At Microsoft', variant: 'info', icon: CircleDot },
  awaiting_admin: { word: 'Awaiting admin', variant: 'warning', icon: Building2 },
  approved: { word: 'Approved', variant: 'success', icon: ShieldCheck },
  connected: { word: 'Connected', variant: 'success', icon: CircleCheck },
  expired: { word: 'Expired', variant: 'secondary', icon: TimerOff },
  revoked: { word: 'Revoked', variant: 'secondary', icon: Ban },
  broken: { word: 'Broken', variant: 'danger', icon: TriangleAlert },
  verified: { word: 'Verified', variant: 'success', icon: ShieldCheck },
  'verified-but': { word: 'Verified', variant: 'warning', icon: TriangleAlert },
  unverified: { word: 'Not verified', variant: 'secondary', icon: CircleDashed },
  expiring: { word: 'Expiring', variant: 'warning', icon: Hourglass },
} as const satisfies Record<string, StatusLook>;

type Status = keyof typeof looks;

interface StatusBadgeProps {
  status: Status;
  /** Another text for the same icon and colour. */
  word?: string;
}

/** A state as colour, icon and word together, so that colour is never the only sign. */
export function StatusBadge({ status, word }: StatusBadgeProps) {
  const look = looks[status];
  const Icon = look.icon;
  return (
    <Badge variant={look.variant}>
      <Icon aria-hidden="true" />
      {word ?? look.word}
    </Badge>
  );
}
