'use client';

import type { ComponentProps } from 'react';
import { cn } from './cn';
import { useFieldControl } from './field-context';
import { inputClasses } from './input-classes';

export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  const control = useFieldControl();
  return (
    <textarea
      data-slot="textarea"
      {...control}
      {...props}
      className={cn(inputClasses, 'field-sizing-content read-only:bg-muted min-h-20 py-2', className)}
    />
  );
}
