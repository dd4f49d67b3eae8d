'use client';

import { Keyboard, ListChecks, LogOut, UserRound, UsersRound } from 'lucide-react';
import Link from 'next/link';
import { Avatar } from '#components/ui/avatar';
import { Button } from '#components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLinkItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu';
import type { Operator } from '#lib/operators/schema';
import { showShortcuts } from './shortcuts';
import { signOutHere } from './sign-out';

const roleNames = { viewer: 'Viewer', admin: 'Admin', owner: 'Owner' } as const;

export type FrameOperator = Pick<Operator, 'name' | 'email' | 'role'> & {
  /** Whether this operator may fill the sandbox with demo data. False where there is no sandbox. */
  mayFillDemo: boolean;
};

export function OperatorMenu({ operator }: { operator: FrameOperator }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger render={<Button variant="ghost" size="icon" className="rounded-full" />}>
        <Avatar name={operator.name} size="sm" />
        <span className="sr-only">Account of {operator.name}</span>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="min-w-56">
        <div className="grid gap-0.5 px-2 py-1.5 text-sm">
          <span className="truncate font-medium">{operator.name}</span>
          <span className="truncate text-muted-foreground text-xs">{operator.email}</span>
          <span className="text-muted-foreground text-xs">{roleNames[operator.role]}</span>
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuLinkItem render={<Link href="/settings/account" />}>
          <UserRound aria-hidden="true" />
          Your account
        </DropdownMenuLinkItem>
        <DropdownMenuLinkItem render={<Link href="/?steps=show" />}>
          <ListChecks aria-hidden="true" />
          First steps
        </DropdownMenuLinkItem>
        {operator.mayFillDemo ? (
          <DropdownMenuLinkItem render={<Link href="/?demo=show" />}>
            <UsersRound aria-hidden="true" />
            Demo data
          </DropdownMenuLinkItem>
        ) : null}
        <DropdownMenuItem onClick={showShortcuts}>
          <Keyboard aria-hidden="true" />
          Keyboard shortcuts
        </DropdownMenuItem>
        <DropdownMenuItem onClick={signOutHere}>
          <LogOut aria-hidden="true" />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
