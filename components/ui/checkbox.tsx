'use client';

import { Checkbox as Base } from '@base-ui/react/checkbox';
import { Check, Minus } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { useFieldWidget } from './field-context';

export function Checkbox({ className, ...props }: ComponentProps<typeof Base.Root>) {
  const widget = useFieldWidget();
  return (
    <Base.Root
      data-slot="checkbox"
      {...widget}
      {...props}
      className={cn(
        'group flex size-4 shrink-0 items-center justify-center rounded-sm border border-input bg-field outline-none focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-offset-2 focus-visible:ring-offset-background aria-invalid:border-danger data-checked:border-primary data-checked:bg-primary data-indeterminate:border-primary data-indeterminate:bg-primary data-disabled:opacity-50',
        className,
      )}
    >
      <Base.Indicator className="text-primary-foreground">
        <Check aria-hidden="true" className="size-3.5 group-data-indeterminate:hidden" strokeWidth={3} />
        <Minus aria-hidden="true" className="hidden size-3.5 group-data-indeterminate:block" strokeWidth={3} />
      </Base.Indicator>
    </Base.Root>
  );
}
