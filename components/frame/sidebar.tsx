'use client';

import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { Button } from '#components/ui/button';
import { cn } from '#components/ui/cn';
import { BrandMark } from './brand-mark';
import { NavList } from './nav-list';
import { type SidebarState, sidebarCookie } from './sidebar-cookie';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

function keep(state: SidebarState) {
  // Without https or loopback there is no cookieStore, and the choice lasts for this page only.
  if (!('cookieStore' in window)) return;
  void window.cookieStore.set({
    name: sidebarCookie,
    value: state,
    path: '/',
    expires: Date.now() + YEAR_MS,
    sameSite: 'lax',
  });
}

export function Sidebar({ initialState }: { initialState: SidebarState }) {
  const [state, setState] = useState(initialState);
  const collapsed = state === 'collapsed';
  const Icon = collapsed ? PanelLeftOpen : PanelLeftClose;
  function toggle() {
    const next = collapsed ? 'expanded' : 'collapsed';
    setState(next);
    keep(next);
  }
  return (
    <aside
      aria-label="Sidebar"
      className={cn(
        'sticky top-0 hidden h-dvh shrink-0 flex-col gap-4 border-border border-r bg-sidebar px-3 py-3.5 md:flex',
        collapsed ? 'w-15' : 'w-56',
      )}
    >
      <Link href="/" className={cn('flex items-center gap-2.5 rounded-md px-1', collapsed && 'justify-center')}>
        <BrandMark />
        <span className={cn('font-semibold text-base tracking-tight', collapsed && 'sr-only')}>Latchkey</span>
      </Link>
      <NavList collapsed={collapsed} />
      <Button
        variant="ghost"
        size={collapsed ? 'icon' : 'default'}
        className={cn('mt-auto text-muted-foreground', !collapsed && 'justify-start gap-3 px-2.5')}
        aria-expanded={!collapsed}
        onClick={toggle}
      >
        <Icon aria-hidden="true" />
        <span className={cn(collapsed && 'sr-only')}>{collapsed ? 'Expand sidebar' : 'Collapse sidebar'}</span>
      </Button>
    </aside>
  );
}
