import type { FieldErrors, NewLinkValues } from './form-values';

/** `made` is there once, right after the link was made. */
export type NewLinkState = {
  errors?: FieldErrors;
  error?: string;
  values?: NewLinkValues;
  made?: { id: string; url: string; expiresAt: string };
};
