import type { ComponentProps } from 'react';
import { cn } from './cn';

export function Label({ className, htmlFor, children, ...props }: ComponentProps<'label'>) {
  return (
    <label
      data-slot="label"
      htmlFor={htmlFor}
      className={cn('flex items-baseline gap-2 font-medium text-sm', className)}
      {...props}
    >
      {children}
    </label>
  );
}
