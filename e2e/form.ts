import type { Page } from '@playwright/test';

/** A form that a person types into, and how one sees that what was typed is saved. */
export type Form = {
  /** Its component; several forms may share one. */
  file: string;
  at: string;
  /** Buttons, tabs and boxes to press until the form is there. */
  open?: readonly string[];
  /** Fills what is not filled by `typed`, where that needs more than one page. */
  walk?: (page: Page) => Promise<void>;
  /** By the label of the field. */
  typed: Readonly<Record<string, string | boolean>>;
  /** As `typed`; never found outside its own field. */
  secrets?: Readonly<Record<string, string>>;
  /** What its button says. */
  send: string;
  saved: string | RegExp;
  /** Whether it is refused once where another tab has changed what it would overwrite. */
  isVersioned?: true;
};

/** What the forms change. Made anew for each walk, which is counted by `turn`. */
export type Place = {
  turn: number;
  /** The path of a connection, and its account. */
  connection: string;
  username: string;
  /** The path of a connection of a whole tenant. */
  tenant: string;
  /** Keys of integrations: `tenants` has application permissions, and each of the others is used by one form. */
  keys: Record<'plain' | 'tenants' | 'secret' | 'certificate' | 'federated' | 'removed' | 'deleted', string>;
  /** Where a token of another identity provider is. */
  tokenFile: string;
  /** The path of a webhook endpoint. */
  endpoint: string;
  /** Of the operator who walks. */
  password: string;
  newPassword: string;
};
