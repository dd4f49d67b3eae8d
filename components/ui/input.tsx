'use client';

import type { ComponentProps } from 'react';
import { cn } from './cn';
import { useFieldControl } from './field-context';
import { inputClasses } from './input-classes';

export function Input({ className, ...props }: ComponentProps<'input'>) {
  const control = useFieldControl();
  return (
    <input
      data-slot="input"
      {...control}
      {...props}
      className={cn(
        inputClasses,
        'h-9 read-only:bg-muted file:border-0 file:bg-transparent file:font-medium file:text-sm',
        className,
      )}
    />
  );
}
