import type { CloudId } from '#lib/clouds';
import type { ConnectionRow } from '#lib/connections/schema';
import { explainCode, type Fixer, failureHelp } from '#lib/troubleshooting/explain';

/** How a connection that hands out no token is mended. */
export type Mending = {
  who: Fixer;
  /** In words for an operator. */
  fix: string;
  /** Whether a reauthorize link mends it; otherwise somebody has to act first. */
  isByLink: boolean;
  /** What to tell the customer's admin, where it is their turn. */
  forAdmin?: string;
};

type Broken = Pick<ConnectionRow, 'statusReason' | 'accountKind' | 'cloud' | 'status'>;

const usual = { who: 'user', fix: 'Send the user a reauthorize link.', isByLink: true } as const;

// An admin removed the app from the tenant and approves it again on the link.
const removedApp = 'AADSTS700016';

/** Who mends a connection, and how; undefined for a healthy one. */
export function mendingOf({ status, statusReason, accountKind, cloud }: Broken): Mending | undefined {
  if (status === 'healthy') return undefined;
  if (!statusReason) return usual;
  const { code, fix = usual.fix } = statusReason;
  const mending = mendingOfCode(code, cloud, fix);
  // A whole tenant has nobody but its admin.
  const isAdmins = code === removedApp || (accountKind === 'tenant' && mending.who === 'user');
  return isAdmins ? { who: 'admin', fix, isByLink: true } : mending;
}

/** The same for a code alone, as connections with one reason share it. */
export function mendingOfCode(code: string | null, cloud: CloudId, fix?: string): Mending {
  const { who = usual.who, code: number } = failureHelp(code, cloud);
  const known = number === undefined ? undefined : explainCode(number, cloud);
  const words = fix ?? known?.operator ?? usual.fix;
  if (who !== 'admin' || code === removedApp) return { who, fix: words, isByLink: true };
  return { who, fix: words, isByLink: false, ...(known && { forAdmin: known.admin }) };
}

/** Who mends it and how, in a sentence for a row. */
export function mendingText({ who, fix, isByLink }: Mending): string {
  if (!isByLink) return `The customer's admin has to act first. ${fix}`;
  if (who === 'user') return 'The person mends it with a reauthorize link.';
  return who === 'admin' ? "The tenant's admin mends it with a reauthorize link." : fix;
}

type Whose = Pick<ConnectionRow, 'username' | 'integrationName' | 'accountKind'>;

/** A message for the customer's admin about one account. */
export function adminMessage(forAdmin: string, whose: Whose): string {
  const { username, integrationName, accountKind } = whose;
  const account = accountKind === 'tenant' ? 'tenant' : 'Microsoft account';
  return `${integrationName} can no longer use the ${account} ${username}. ${forAdmin}`;
}
