import type { ComponentProps } from 'react';
import { cn } from './cn';

type SeparatorProps = ComponentProps<'div'> & { orientation?: 'horizontal' | 'vertical' };

/** A line that is decoration only, hidden from assistive technology. */
export function Separator({ className, orientation = 'horizontal', ...props }: SeparatorProps) {
  return (
    <div
      aria-hidden="true"
      className={cn(
        'shrink-0 bg-border',
        orientation === 'horizontal' ? 'h-px w-full' : 'w-px self-stretch',
        className,
      )}
      {...props}
    />
  );
}
