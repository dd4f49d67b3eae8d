import type { AccountTypes } from '#lib/integrations/catalogue/schema';
import type { Broken, SecretState } from '#lib/integrations/schema';
import type { Tab } from './paths';

/** Which accounts may connect, in our words; the portal's own stand beside them. */
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

export const CLOUD_WORDS = {
  global: { title: 'Microsoft', description: 'The worldwide cloud, with an app registration of your own.' },
  sandbox: { title: 'Sandbox', description: 'The offline Microsoft that comes with Latchkey, with pretend accounts.' },
} as const;

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}

/** How long a secret lasts, in a few words. */
export function secretWords(state: SecretState): string {
  if (state.kind === 'missing') return 'No secret';
  if (state.kind === 'unknown') return 'Expiry not noted';
  if (state.kind === 'expired') return `Expired ${days(Math.max(1, -state.daysLeft))} ago`;
  return state.daysLeft < 1 ? 'Expires today' : `Expires in ${days(state.daysLeft)}`;
}

const remedies: Record<string, { fix: string; label: string; tab: Tab }> = {
  '7000215': {
    fix: "Copy the secret's Value (not its Secret ID) from Certificates & secrets and replace the one stored here.",
    label: 'Replace the secret',
    tab: 'credentials',
  },
  '7000222': {
    fix: 'Make a new client secret in the portal and replace the one stored here.',
    label: 'Replace the secret',
    tab: 'credentials',
  },
  '7000218': {
    fix: 'Check that the redirect URI stands under the platform Web and that a client secret exists.',
    label: 'See the registration steps',
    tab: 'registration',
  },
  '700025': {
    fix: 'Move the redirect URI to the platform Web and set Allow public client flows to No.',
    label: 'See the registration steps',
    tab: 'registration',
  },
};

const generalRemedy = {
  fix: 'Compare the app registration with the steps listed here, then replace the secret if everything else fits.',
  label: 'See the registration steps',
  tab: 'registration',
} as const;

/** What to do about a registration Microsoft refuses, and where. */
export function brokenRemedy({ code }: Broken): { fix: string; label: string; tab: Tab } {
  return remedies[code.replace(/\D/g, '')] ?? generalRemedy;
}

/** A date some months from a day, as a date field takes it; the last day of a shorter month. */
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
