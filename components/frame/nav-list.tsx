'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '#components/ui/cn';
import { Tooltip, TooltipContent, TooltipTrigger } from '#components/ui/tooltip';
import { isInSection, type NavItem, navItems } from './nav-items';

const linkClasses =
  'flex h-9 items-center gap-3 rounded-md px-2.5 font-medium text-muted-foreground text-sm transition-colors duration-150 hover:bg-accent hover:text-foreground aria-[current]:bg-secondary aria-[current]:text-foreground [&_svg]:size-4 [&_svg]:shrink-0';

interface NavLinkProps {
  item: NavItem;
  collapsed: boolean;
  onNavigate: (() => void) | undefined;
}

function NavLink({ item, collapsed, onNavigate }: NavLinkProps) {
  const pathname = usePathname();
  const current = pathname === item.href ? 'page' : isInSection(pathname, item) ? 'true' : undefined;
  const link = (
    <Link
      href={item.href}
      className={cn(linkClasses, collapsed && 'w-9 justify-center px-0')}
      {...(current ? { 'aria-current': current } : {})}
      {...(onNavigate ? { onClick: onNavigate } : {})}
    >
      <item.icon aria-hidden="true" />
      <span className={cn(collapsed && 'sr-only')}>{item.label}</span>
    </Link>
  );
  if (!collapsed) return link;
  return (
    <Tooltip>
      <TooltipTrigger render={link} />
      <TooltipContent side="right">{item.label}</TooltipContent>
    </Tooltip>
  );
}

interface NavListProps {
  collapsed?: boolean;
  onNavigate?: () => void;
}

export function NavList({ collapsed = false, onNavigate }: NavListProps) {
  return (
    <nav aria-label="Main">
      <ul className="grid gap-1">
        {navItems.map((item) => (
          <li key={item.href}>
            <NavLink item={item} collapsed={collapsed} onNavigate={onNavigate} />
          </li>
        ))}
      </ul>
    </nav>
  );
}
