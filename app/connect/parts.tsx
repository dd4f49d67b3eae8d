import type { ComponentProps, ReactNode } from 'react';
import { type ButtonVariants, buttonVariants } from '#components/ui/button-variants';
import { cn } from '#components/ui/cn';
import { Icon } from './glyph';
import type { Look } from './look';

type Variant = Pick<ButtonVariants, 'variant'>;

/** A link that looks like a button. */
export function ButtonLink({ variant, ...props }: ComponentProps<'a'> & Variant) {
  return <a {...props} className={cn(buttonVariants({ variant, size: 'lg' }), 'w-fit')} />;
}

/** Leads back to the page on a customer's site that opened this one in its tab. */
export function BackLink({ look, returnUrl, variant }: { look: Look; returnUrl: string } & Variant) {
  return (
    <ButtonLink variant={variant} href={returnUrl} rel="noreferrer">
      {look.t('result.back', { host: new URL(returnUrl).host })}
    </ButtonLink>
  );
}

/** The button that sends a page's form. Its words may need several lines. */
export function SubmitButton({ children }: { children: ReactNode }) {
  const classes = cn(buttonVariants({ size: 'lg' }), 'h-auto min-h-11 w-full whitespace-normal py-2 sm:w-fit');
  return (
    <button type="submit" className={classes}>
      {children}
    </button>
  );
}

/** Copies a text (`page-script.ts`), and says whether it could. It is not there without JavaScript. */
export function CopyButton({ look: { t }, text, label }: { look: Look; text: string; label: string }) {
  return (
    <div className="noscript:hidden">
      <button
        type="button"
        aria-label={label}
        data-copy={text}
        data-copied={t('copy.copied')}
        data-failed={t('copy.failed')}
        className={cn(buttonVariants({ variant: 'outline', size: 'sm' }), 'h-auto min-h-8 whitespace-normal py-1')}
      >
        <Icon name="copy" />
        <span aria-hidden="true">{label}</span>
      </button>
      <span aria-live="polite" className="sr-only" />
    </div>
  );
}

const notes = {
  info: { classes: 'border-link/25 bg-info-soft', tone: 'text-link', icon: 'info' },
  success: { classes: 'border-success/25 bg-success-soft', tone: 'text-success', icon: 'check' },
  warning: { classes: 'border-warning/25 bg-warning-soft', tone: 'text-warning', icon: 'warning' },
  danger: { classes: 'border-danger/25 bg-danger-soft', tone: 'text-danger', icon: 'warning' },
} as const;

export type NoteVariant = keyof typeof notes;

interface NoteProps {
  variant: NoteVariant;
  /** `status` where it can come while the page is read. */
  role?: 'status';
  title?: string;
  className?: string;
  children: ReactNode;
}

/** A message above what the page is about. */
export function Note({ variant, role, title, className, children }: NoteProps) {
  const { classes, tone, icon } = notes[variant];
  return (
    <div
      role={role}
      className={cn('grid grid-cols-[1rem_minmax(0,1fr)] gap-x-3 rounded-lg border px-4 py-3', classes, className)}
    >
      <Icon name={icon} className={cn('mt-1', tone)} />
      <div className="grid min-w-0 gap-1">
        {title ? <p className="font-medium">{title}</p> : null}
        <div className={title ? 'text-muted-foreground' : undefined}>{children}</div>
      </div>
    </div>
  );
}
