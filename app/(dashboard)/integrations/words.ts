import type { AccountTypes } from '#lib/account-types';
import type { CredentialKind, PermissionType } from '#lib/catalogue/types';
import { type CloudId, cloudTitle, cloudTraits, isSandbox } from '#lib/clouds';
import type { Broken, SecretState } from '#lib/integrations/schema';
import type { Tab } from './paths';

/** The two kinds of permissions, in a sentence each. */
export const PERMISSION_TYPE_WORDS: Record<PermissionType, { title: string; description: string }> = {
  delegated: {
    title: 'People sign in',
    description: 'Each person connects their own account, and your product reaches what that person may.',
  },
  application: {
    title: 'A whole tenant, with nobody signed in',
    description:
      'An admin lets your app into their tenant once, and it works there on its own, for everybody or for what the admin releases.',
  },
};

/** Who may connect, in our words. The portal's words are shown beside them. */
export const ACCOUNT_TYPE_WORDS: Record<AccountTypes, { title: string; description: string }> = {
  'single-tenant': {
    title: 'One organization',
    description: 'Only accounts of the tenant named below. For a product of your own company.',
  },
  organizations: {
    title: 'Any organization',
    description: 'Work and school accounts of every organization. The usual choice for a product with customers.',
  },
  'organizations-and-personal': {
    title: 'Any organization and personal accounts',
    description: 'Everybody with a Microsoft account. Personal accounts have no SharePoint.',
  },
  personal: { title: 'Personal accounts only', description: 'outlook.com, hotmail.com, live.com. No SharePoint.' },
};

const sandboxDescription = 'The offline Microsoft that comes with Latchkey, with pretend accounts.';

/** The names of the clouds, for choosing one. */
export function cloudWords(id: CloudId): { title: string; description: string } {
  const title = cloudTitle(id);
  if (id === 'sandbox') return { title, description: sandboxDescription };
  return { title, description: isSandbox(id) ? 'The sandbox with that cloud’s rules.' : cloudTraits(id).description };
}

const daysPerMonth = 365.25 / 12;

function span(days: number): string {
  if (days >= 60) return `${Math.round(days / daysPerMonth)} months`;
  return days === 1 ? '1 day' : `${days} days`;
}

/** The name of a kind of credential, for use within a sentence. */
export const CREDENTIAL_WORDS: Record<CredentialKind, string> = {
  client_secret: 'client secret',
  certificate: 'certificate',
  federated: 'federated credential',
};

/** How long a credential remains valid, in a few words. */
export function secretWords(state: SecretState): string {
  if (state.kind === 'missing') return 'No credential';
  if (state.kind === 'unknown') return 'Expiry not noted';
  if (state.kind === 'expired') return `Expired ${span(Math.max(1, -state.daysLeft))} ago`;
  if (state.daysLeft === Number.POSITIVE_INFINITY) return 'Does not expire';
  return state.daysLeft < 1 ? 'Expires today' : `Expires in ${span(state.daysLeft)}`;
}

// Errors about the credential, which are resolved by adding or repairing one.
const credentialCodes =
  /^(AADSTS)?(50027|70002|70021|70002[147]|70021[1-4]|70002(15|18|22)|7002138|1000502)$|^assertion_unreadable$/;

/** The tab on which to repair a registration that Microsoft refuses. */
export function brokenRemedy({ code }: Broken): { label: string; tab: Tab } {
  if (credentialCodes.test(code)) return { label: 'See the credentials', tab: 'credentials' };
  return { label: 'See the registration steps', tab: 'registration' };
}

/** The date some months after a day, in the format of a date field. In a shorter month, its last day. */
export function dateIn(months: number, from: Date): string {
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return first.toISOString().slice(0, 10);
}

const dateFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** A day as people write it: "3 Oct 2026". */
export function dayText(at: Date): string {
  return dateFormat.format(at);
}
