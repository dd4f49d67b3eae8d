'use client';

import { Tabs as Base } from '@base-ui/react/tabs';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { tabClasses, tabListClasses } from './tab-classes';

export function Tabs({ className, ...props }: ComponentProps<typeof Base.Root>) {
  return <Base.Root data-slot="tabs" className={cn('grid min-w-0 gap-4', className)} {...props} />;
}

export function TabsList({ className, ...props }: ComponentProps<typeof Base.List>) {
  return <Base.List activateOnFocus className={cn(tabListClasses, className)} {...props} />;
}

export function TabsTrigger({ className, ...props }: ComponentProps<typeof Base.Tab>) {
  return <Base.Tab className={cn(tabClasses, className)} {...props} />;
}

export function TabsContent({ className, ...props }: ComponentProps<typeof Base.Panel>) {
  return (
    <Base.Panel
      className={cn('min-w-0 outline-none focus-visible:ring-2 focus-visible:ring-ring', className)}
      {...props}
    />
  );
}
