'use client';

import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { useFieldControl } from './field-context';
import { inputClasses } from './input-classes';

/** The browser's own select, with `<option>` children. Works without JavaScript. */
export function NativeSelect({ className, ...props }: ComponentProps<'select'>) {
  const control = useFieldControl();
  return (
    <div className="relative w-full">
      <select
        data-slot="native-select"
        {...control}
        {...props}
        className={cn(inputClasses, 'h-9 appearance-none pr-9', className)}
      />
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted-foreground"
      />
    </div>
  );
}
