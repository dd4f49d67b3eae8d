import {
  Activity,
  Blocks,
  Cable,
  KeyRound,
  LayoutDashboard,
  LifeBuoy,
  Link2,
  type LucideIcon,
  Settings,
  Webhook,
} from 'lucide-react';

export interface NavItem {
  readonly href: string;
  readonly label: string;
  readonly icon: LucideIcon;
}

export const navItems: readonly NavItem[] = [
  { href: '/', label: 'Overview', icon: LayoutDashboard },
  { href: '/integrations', label: 'Integrations', icon: Blocks },
  { href: '/connections', label: 'Connections', icon: Cable },
  { href: '/links', label: 'Links', icon: Link2 },
  { href: '/activity', label: 'Activity', icon: Activity },
  { href: '/webhooks', label: 'Webhooks', icon: Webhook },
  { href: '/permissions', label: 'Permissions', icon: KeyRound },
  { href: '/settings', label: 'Settings', icon: Settings },
  { href: '/troubleshooting', label: 'Troubleshooting', icon: LifeBuoy },
];

/** Whether a path belongs to an item's section. */
export function isInSection(pathname: string, { href }: NavItem) {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`);
}
