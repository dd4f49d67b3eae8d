import type { LinkState } from '#lib/links/schema';
import type { AdminFieldErrors, AdminLinkValues, FieldErrors, NewLinkValues } from './form-values';
import type { Messages } from './message';

/** `made` is present only right after the link was created. */
export type NewLinkState = {
  errors?: FieldErrors;
  error?: string;
  values?: NewLinkValues;
  made?: Made;
};

/** A link that was just made. */
export type Made = {
  id: string;
  url: string;
  expiresAt: string;
  messages: Messages;
  /** Whom it is for, such as "Pia Sommer" or "Anyone with the link". */
  title: string;
  /** The only account that may connect. */
  account: string | null;
  /** What may keep people from using it. */
  warnings: string[];
};

/** How far a link has come. */
export type LinkProgressState = {
  state: LinkState;
  /** What happened last, and whether that is what was wanted. */
  message?: string;
  isFine?: boolean;
  connection?: { id: string; name: string };
};

/** The state of the form for an admin's link; `plainUrl` is Microsoft's own consent address. */
export type NewAdminLinkState = {
  errors?: AdminFieldErrors;
  error?: string;
  values?: AdminLinkValues;
  made?: Made & { plainUrl: string };
};
