'use client';

import { Switch as Base } from '@base-ui/react/switch';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { useFieldWidget } from './field-context';

export function Switch({ className, ...props }: ComponentProps<typeof Base.Root>) {
  const widget = useFieldWidget();
  return (
    <Base.Root
      data-slot="switch"
      {...widget}
      {...props}
      className={cn(
        'inline-flex h-5 w-9 shrink-0 items-center rounded-full bg-input p-0.5 outline-none transition-colors duration-150 focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-offset-2 focus-visible:ring-offset-background data-checked:bg-primary data-disabled:opacity-50',
        className,
      )}
    >
      <Base.Thumb className="size-4 rounded-full bg-white shadow-sm transition-transform duration-150 data-checked:translate-x-4" />
    </Base.Root>
  );
}
