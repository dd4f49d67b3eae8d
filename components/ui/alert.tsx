import { cva, type VariantProps } from 'class-variance-authority';
import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn';

const alertVariants = cva('grid grid-cols-[1rem_minmax(0,1fr)] gap-x-3 gap-y-1 rounded-lg border px-4 py-3 text-sm', {
  variants: {
    variant: {
      default: 'border-border bg-card [&>svg]:text-muted-foreground',
      info: 'border-link/25 bg-info-soft [&>svg]:text-link',
      success: 'border-success/25 bg-success-soft [&>svg]:text-success',
      warning: 'border-warning/25 bg-warning-soft [&>svg]:text-warning',
      danger: 'border-danger/25 bg-danger-soft [&>svg]:text-danger',
    },
  },
  defaultVariants: { variant: 'default' },
});

type AlertVariant = NonNullable<VariantProps<typeof alertVariants>['variant']>;

const icons: Record<AlertVariant, LucideIcon> = {
  default: Info,
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert,
};

type AlertProps = ComponentProps<'div'> & { variant?: AlertVariant };

/** A message that stays on the page. Pass `role="alert"` when it is the answer to an action. */
export function Alert({ className, variant = 'default', children, ...props }: AlertProps) {
  const Icon = icons[variant];
  return (
    <div data-slot="alert" className={cn(alertVariants({ variant }), className)} {...props}>
      <Icon aria-hidden="true" className="mt-0.5 size-4" />
      <div className="grid min-w-0 gap-1">{children}</div>
    </div>
  );
}

export function AlertTitle({ className, ...props }: ComponentProps<'p'>) {
  return <p data-slot="alert-title" className={cn('font-medium', className)} {...props} />;
}

export function AlertDescription({ className, ...props }: ComponentProps<'div'>) {
  return <div data-slot="alert-description" className={cn('text-muted-foreground', className)} {...props} />;
}
