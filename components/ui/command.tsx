'use client';

import { Command as Base } from 'cmdk';
import { Search } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn';

export function Command({ className, ...props }: ComponentProps<typeof Base>) {
  return <Base className={cn('flex min-h-0 flex-col overflow-hidden text-sm', className)} {...props} />;
}

export function CommandInput({ className, ...props }: ComponentProps<typeof Base.Input>) {
  return (
    <div className="flex items-center gap-2 border-border border-b px-4">
      <Search aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
      <Base.Input
        className={cn('h-12 w-full bg-transparent text-sm outline-none placeholder:text-muted-foreground', className)}
        {...props}
      />
    </div>
  );
}

export function CommandList({ className, ...props }: ComponentProps<typeof Base.List>) {
  return <Base.List className={cn('max-h-80 overflow-y-auto p-2', className)} {...props} />;
}

export function CommandGroup({ className, ...props }: ComponentProps<typeof Base.Group>) {
  return (
    <Base.Group
      className={cn(
        '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted-foreground [&_[cmdk-group-heading]]:text-xs',
        className,
      )}
      {...props}
    />
  );
}

export function CommandItem({ className, ...props }: ComponentProps<typeof Base.Item>) {
  return (
    <Base.Item
      className={cn(
        'flex cursor-default select-none items-center gap-2 rounded-sm px-2 py-2 outline-none data-[disabled=true]:pointer-events-none data-[selected=true]:bg-accent data-[selected=true]:text-accent-foreground data-[disabled=true]:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground',
        className,
      )}
      {...props}
    />
  );
}

export function CommandShortcut({ className, ...props }: ComponentProps<'span'>) {
  return <span className={cn('ml-auto text-muted-foreground text-xs', className)} {...props} />;
}
