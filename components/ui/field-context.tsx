'use client';

import { createContext, use } from 'react';

interface FieldWiring {
  readonly controlId: string;
  readonly labelId: string;
  readonly hintId: string | undefined;
  readonly errorId: string | undefined;
  readonly required: boolean;
}

export const FieldContext = createContext<FieldWiring | null>(null);

interface ControlWiring {
  id?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
  required?: true;
}

/**
 * The props by which a control inside a field is named, described and marked invalid. The control's own props take
 * precedence.
 */
export function useFieldControl(): ControlWiring {
  const field = use(FieldContext);
  if (!field) return {};
  const describedBy = [field.errorId, field.hintId].filter(Boolean).join(' ');
  return {
    id: field.controlId,
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
    ...(field.errorId ? { 'aria-invalid': true } : {}),
    ...(field.required ? { required: true } : {}),
  };
}

/** Like useFieldControl, for controls that are not native form elements and therefore need `aria-labelledby`. */
export function useFieldWidget(): Omit<ControlWiring, 'required'> & { 'aria-labelledby'?: string } {
  const field = use(FieldContext);
  const { required, ...control } = useFieldControl();
  return field ? { ...control, 'aria-labelledby': field.labelId } : control;
}
