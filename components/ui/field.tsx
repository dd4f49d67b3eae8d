'use client';

import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { cn } from './cn';
import { FieldContext } from './field-context';
import { Label } from './label';

type Problem = string | readonly string[] | null | undefined;

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: Problem;
  /** Shows "optional" after the label. */
  optional?: boolean;
  required?: boolean;
  /** Hides the label visually and keeps it for screen readers. */
  hideLabel?: boolean;
  id?: string;
  className?: string;
  children: ReactNode;
}

function problemText(error: Problem) {
  return typeof error === 'string' ? error : (error ?? []).join(' ');
}

function useWiring({ id, hint, error, required }: Pick<FieldProps, 'id' | 'hint' | 'error' | 'required'>) {
  const generated = useId();
  const controlId = id ?? generated;
  return {
    controlId,
    labelId: `${controlId}-label`,
    hintId: hint ? `${controlId}-hint` : undefined,
    errorId: problemText(error) ? `${controlId}-error` : undefined,
    required: required ?? false,
  };
}

function FieldHint({ id, children }: { id: string | undefined; children: ReactNode }) {
  if (!id) return null;
  return (
    <p id={id} className="text-muted-foreground text-sm">
      {children}
    </p>
  );
}

export function FieldError({ id, error }: { id?: string | undefined; error: Problem }) {
  const text = problemText(error);
  if (!text) return null;
  return (
    <p id={id} role="alert" className="flex gap-1.5 text-danger text-sm">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span>{text}</span>
    </p>
  );
}

/**
 * A label, one control, its hint and its error. Their ids are rendered on the server, so the field works without
 * JavaScript.
 */
export function Field({ label, hint, error, optional, required, hideLabel, id, className, children }: FieldProps) {
  const wiring = useWiring({ id, hint, error, required });
  return (
    <FieldContext value={wiring}>
      <div data-slot="field" className={cn('grid gap-1.5', className)}>
        <Label id={wiring.labelId} htmlFor={wiring.controlId} className={cn(hideLabel && 'sr-only')}>
          {label}
          {optional ? <span className="font-normal text-muted-foreground">optional</span> : null}
        </Label>
        {children}
        <FieldHint id={wiring.hintId}>{hint}</FieldHint>
        <FieldError id={wiring.errorId} error={error} />
      </div>
    </FieldContext>
  );
}

/** A field whose control comes before its label, for checkboxes. */
export function InlineField({ label, hint, error, id, className, children }: FieldProps) {
  const wiring = useWiring({ id, hint, error, required: false });
  return (
    <FieldContext value={wiring}>
      <div data-slot="field" className={cn('flex items-start gap-3', className)}>
        <div className="flex h-5 items-center">{children}</div>
        <div className="grid min-w-0 gap-1">
          <Label id={wiring.labelId} htmlFor={wiring.controlId} className="leading-5">
            {label}
          </Label>
          <FieldHint id={wiring.hintId}>{hint}</FieldHint>
          <FieldError id={wiring.errorId} error={error} />
        </div>
      </div>
    </FieldContext>
  );
}

interface FieldSetProps {
  legend: ReactNode;
  hint?: ReactNode;
  error?: Problem;
  className?: string;
  children: ReactNode;
}

/** A named group of controls, such as radio buttons or a list of checkboxes. */
export function FieldSet({ legend, hint, error, className, children }: FieldSetProps) {
  const wiring = useWiring({ hint, error });
  const describedBy = [wiring.errorId, wiring.hintId].filter(Boolean).join(' ');
  return (
    <fieldset className={cn('grid min-w-0 gap-3', className)} aria-describedby={describedBy || undefined}>
      <legend className="mb-1.5 font-medium text-sm">{legend}</legend>
      <FieldHint id={wiring.hintId}>{hint}</FieldHint>
      {children}
      <FieldError id={wiring.errorId} error={error} />
    </fieldset>
  );
}
