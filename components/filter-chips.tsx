'use client';

import { X } from 'lucide-react';
import { cn } from './ui/cn';

export interface FilterOption<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  readonly count?: number;
}

interface FilterChipsProps<Value extends string> {
  /** Name of the group, such as "Status". */
  label: string;
  options: readonly FilterOption<Value>[];
  /** The chosen value; null means all. */
  value: Value | null;
  /** Has the type of the setter that nuqs' useQueryState returns. */
  onValueChange: (value: Value | null) => void;
  className?: string;
}

const chip =
  'inline-flex h-8 items-center gap-1.5 rounded-full border border-border px-3 text-sm outline-none transition-colors duration-150 hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring aria-pressed:border-primary aria-pressed:bg-primary/10 aria-pressed:text-link';

/** Filters of which at most one is active. Pressing the active one switches it off. */
export function FilterChips<Value extends string>(props: FilterChipsProps<Value>) {
  const { label, options, value, onValueChange, className } = props;
  return (
    <fieldset className={cn('flex min-w-0 flex-wrap items-center gap-2', className)}>
      <legend className="sr-only">{label}</legend>
      <span aria-hidden="true" className="text-muted-foreground text-sm">
        {label}
      </span>
      {options.map((option) => {
        const pressed = option.value === value;
        return (
          <button
            key={option.value}
            type="button"
            aria-pressed={pressed}
            className={chip}
            onClick={() => onValueChange(pressed ? null : option.value)}
          >
            {option.label}
            {option.count === undefined ? null : (
              <span className="text-muted-foreground tabular-nums">{option.count}</span>
            )}
            {pressed ? <X aria-hidden="true" className="size-3.5" /> : null}
          </button>
        );
      })}
    </fieldset>
  );
}
