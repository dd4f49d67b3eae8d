'use client';

import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { useFieldWidget } from './field-context';
import { inputClasses } from './input-classes';
import { popupClasses } from './popup-classes';

export interface SelectOption {
  readonly value: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
}

interface SelectProps {
  options: readonly SelectOption[];
  name?: string;
  value?: string | null;
  defaultValue?: string | null;
  onValueChange?: (value: string | null) => void;
  placeholder?: string;
  disabled?: boolean;
  required?: boolean;
  className?: string;
  'aria-label'?: string;
}

function Option({ option }: { option: SelectOption }) {
  return (
    <Base.Item
      value={option.value}
      disabled={option.disabled ?? false}
      className="grid cursor-default grid-cols-[1fr_1rem] items-start gap-2 rounded-sm px-2 py-1.5 text-sm outline-none data-disabled:opacity-50 data-highlighted:bg-accent data-highlighted:text-accent-foreground"
    >
      <div className="min-w-0">
        <Base.ItemText>{option.label}</Base.ItemText>
        {option.hint ? <div className="text-muted-foreground text-xs">{option.hint}</div> : null}
      </div>
      <Base.ItemIndicator className="pt-0.5">
        <Check aria-hidden="true" className="size-4" />
      </Base.ItemIndicator>
    </Base.Item>
  );
}

export function Select({ options, placeholder, className, onValueChange, ...props }: SelectProps) {
  const { id, ...widget } = useFieldWidget();
  const { 'aria-label': ariaLabel, ...root } = props;
  return (
    <Base.Root
      {...root}
      {...(onValueChange ? { onValueChange: (value: string | null) => onValueChange(value) } : {})}
      items={options.map(({ value, label }) => ({ value, label }))}
    >
      <Base.Trigger
        data-slot="select"
        {...(id ? { id } : {})}
        {...widget}
        {...(ariaLabel ? { 'aria-label': ariaLabel } : {})}
        className={cn(inputClasses, 'flex h-9 items-center justify-between gap-2 text-left', className)}
      >
        <Base.Value className="truncate data-placeholder:text-muted-foreground" placeholder={placeholder} />
        <Base.Icon>
          <ChevronsUpDown aria-hidden="true" className="size-4 text-muted-foreground" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
          <Base.Popup
            className={cn(popupClasses, 'max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto p-1')}
          >
            <Base.List>
              {options.map((option) => (
                <Option key={option.value} option={option} />
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
