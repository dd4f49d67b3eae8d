'use client';

import { Radio } from '@base-ui/react/radio';
import { RadioGroup as Base } from '@base-ui/react/radio-group';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn } from './cn';

export function RadioGroup({ className, ...props }: ComponentProps<typeof Base>) {
  return <Base data-slot="radio-group" className={cn('grid gap-3', className)} {...props} />;
}

const dot =
  'flex size-4 shrink-0 items-center justify-center rounded-full border border-input bg-field outline-none focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-offset-2 focus-visible:ring-offset-background data-checked:border-primary data-checked:bg-primary data-disabled:opacity-50';

function RadioGroupItem({ className, ...props }: ComponentProps<typeof Radio.Root>) {
  return (
    <Radio.Root data-slot="radio-group-item" className={cn(dot, className)} {...props}>
      <Radio.Indicator className="size-1.5 rounded-full bg-primary-foreground" />
    </Radio.Root>
  );
}

interface RadioCardProps {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
  className?: string;
}

/** One choice of a group as a card, with its label and an explanation. */
export function RadioCard({ value, label, hint, disabled, className }: RadioCardProps) {
  const id = useId();
  return (
    <label
      htmlFor={id}
      className={cn(
        'flex cursor-pointer items-start gap-3 rounded-lg border border-border p-3 hover:bg-accent/50 has-data-checked:border-primary has-data-checked:bg-primary/5',
        disabled && 'cursor-not-allowed opacity-60',
        className,
      )}
    >
      <span className="flex h-5 items-center">
        <RadioGroupItem
          id={id}
          value={value}
          disabled={disabled ?? false}
          aria-labelledby={`${id}-label`}
          {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
        />
      </span>
      <span className="grid min-w-0 gap-0.5 text-sm">
        <span id={`${id}-label`} className="font-medium leading-5">
          {label}
        </span>
        {hint ? (
          <span id={`${id}-hint`} className="text-muted-foreground">
            {hint}
          </span>
        ) : null}
      </span>
    </label>
  );
}
