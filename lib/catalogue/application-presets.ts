import type { Preset } from './types.ts';

type Row = Pick<Preset, 'id' | 'title' | 'description' | 'scopes'>;

const whyWholeTenant =
  'Only an admin grants application permissions: they hold for the whole tenant, not for one person.';

/** Presets of application permissions; each is for the admin of a whole tenant. The narrowest stands first. */
export function applicationPresets(...rows: readonly Row[]): readonly Preset[] {
  return rows.map((row) => ({ ...row, adminUsuallyNeeded: true, why: whyWholeTenant, personalAccounts: false }));
}

/** Sites that an admin releases one by one. */
export const releasedSites: Row = {
  id: 'app-sites-selected',
  title: 'Released sites only',
  description:
    'Your product reaches only those SharePoint sites that the admin releases for it, and nothing before. Latchkey makes a link on which the admin picks them.',
  scopes: [{ resource: 'graph', scopes: ['Sites.Selected'] }],
};

/** Mailboxes that Exchange opens: Entra is asked for nothing, since what it grants would hold for every mailbox. */
export const releasedMailboxes: Row = {
  id: 'app-mailboxes-selected',
  title: 'Released mailboxes only',
  description:
    'Your product reaches only those mailboxes that an Exchange admin opens to it (RBAC for Applications). Nothing is asked in Entra, because mail permissions granted there hold for every mailbox. Latchkey makes the script.',
  scopes: [{ resource: 'graph', scopes: [] }],
};

const filesRead: Row = {
  id: 'app-files-read',
  title: 'Read all files',
  description: 'Your product reads every file of the organization, in every OneDrive and every SharePoint library.',
  scopes: [{ resource: 'graph', scopes: ['Files.Read.All'] }],
};

const filesWrite: Row = {
  id: 'app-files-write',
  title: 'Read and write all files',
  description: 'Your product reads, adds, changes and deletes every file of the organization.',
  scopes: [{ resource: 'graph', scopes: ['Files.ReadWrite.All'] }],
};

/** Files in OneDrive and SharePoint, from single sites to everything. */
export const filePresets = applicationPresets(releasedSites, filesRead, filesWrite);

/** Whether a choice of presets leaves it to Exchange which mailboxes are open to the app. */
export function releasesMailboxes(presets: readonly string[]): boolean {
  return presets.includes(releasedMailboxes.id) || presets.includes('app-exchange-selected');
}
