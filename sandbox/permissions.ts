/**
 * Delegated Microsoft Graph permissions that the sandbox knows, by type and by account kind
 * (Microsoft's permissions reference; personal accounts: scheme `DelegatedPersonal`).
 */
export interface Permission {
  name: string;
  adminTyped: boolean;
  personal: boolean;
}

/** A person may grant them; work and personal accounts. */
const userAnywhere = [
  'Calendars.Read',
  'Calendars.Read.Shared',
  'Calendars.ReadWrite',
  'Contacts.Read',
  'Contacts.ReadWrite',
  'Files.Read',
  'Files.Read.All',
  'Files.ReadWrite',
  'Files.ReadWrite.All',
  'Files.ReadWrite.AppFolder',
  'IMAP.AccessAsUser.All',
  'Mail.Read',
  'Mail.ReadBasic',
  'Mail.ReadWrite',
  'Mail.Send',
  'MailboxSettings.Read',
  'MailboxSettings.ReadWrite',
  'Notes.Create',
  'Notes.Read',
  'Notes.ReadWrite',
  'POP.AccessAsUser.All',
  'People.Read',
  'SMTP.Send',
  'Sites.Read.All',
  'Sites.ReadWrite.All',
  'Tasks.Read',
  'Tasks.ReadWrite',
  'User.Read',
  'User.ReadWrite',
];

/** A person may grant them; work accounts only. */
const userWork = [
  'Calendars.ReadWrite.Shared',
  'Channel.ReadBasic.All',
  'ChannelMessage.Send',
  'Chat.Read',
  'Chat.ReadBasic',
  'Chat.ReadWrite',
  'ChatMessage.Send',
  'Contacts.Read.Shared',
  'Contacts.ReadWrite.Shared',
  'EWS.AccessAsUser.All',
  'Files.Read.Selected',
  'Files.ReadWrite.Selected',
  'Files.SelectedOperations.Selected',
  'Mail.Read.Shared',
  'Mail.ReadWrite.Shared',
  'Mail.Send.Shared',
  'MailboxItem.Read',
  'Notes.Read.All',
  'Notes.ReadWrite.All',
  'OnlineMeetings.Read',
  'OnlineMeetings.ReadWrite',
  'Presence.Read',
  'Presence.Read.All',
  'Sites.Manage.All',
  'Sites.Selected',
  'Tasks.Read.Shared',
  'Tasks.ReadWrite.Shared',
  'Team.ReadBasic.All',
  'TeamsActivity.Send',
  'User.ReadBasic.All',
];

/** Only an administrator may grant them, whatever the tenant allows its people. */
const adminTyped = [
  'Application.Read.All',
  'Application.ReadWrite.All',
  'Calendars.ReadBasic',
  'Device.Read.All',
  'Policy.Read.All',
  'Sites.FullControl.All',
  'AuditLog.Read.All',
  'ChannelMessage.Read.All',
  'ChannelSettings.Read.All',
  'DelegatedPermissionGrant.Read.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
  'Group.Read.All',
  'Group.ReadWrite.All',
  'GroupMember.Read.All',
  'GroupMember.ReadWrite.All',
  'ListItems.SelectedOperations.Selected',
  'Lists.SelectedOperations.Selected',
  'OnlineMeetingRecording.Read.All',
  'OnlineMeetingTranscript.Read.All',
  'Organization.Read.All',
  'People.Read.All',
  'Place.Read.All',
  'RoleManagement.Read.Directory',
  'TeamMember.Read.All',
  'TermStore.Read.All',
  'TermStore.ReadWrite.All',
  'User.Read.All',
  'User.ReadWrite.All',
];

export const OIDC_SCOPES = ['openid', 'profile', 'email', 'offline_access'] as const;

export const graphPermissions: readonly Permission[] = [
  ...OIDC_SCOPES.map((name) => ({ name, adminTyped: false, personal: true })),
  ...userAnywhere.map((name) => ({ name, adminTyped: false, personal: true })),
  ...userWork.map((name) => ({ name, adminTyped: false, personal: false })),
  ...adminTyped.map((name) => ({ name, adminTyped: true, personal: false })),
];

const work = (name: string): Permission => ({ name, adminTyped: false, personal: false });
const admin = (name: string): Permission => ({ name, adminTyped: true, personal: false });

/** Delegated permissions of Office 365 SharePoint Online. */
export const sharePointPermissions: readonly Permission[] = [
  ...['MyFiles.Read', 'MyFiles.Write', 'AllSites.Read', 'AllSites.Write', 'AllSites.Manage', 'Sites.Selected'].map(
    work,
  ),
  ...['AllSites.FullControl', 'Sites.Search.All', 'TermStore.Read.All', 'TermStore.ReadWrite.All'].map(admin),
  ...['User.Read.All', 'User.ReadWrite.All'].map(admin),
];

/** Other resources whose tokens can be asked for; nothing in the sandbox answers under them. */
export const otherResources: readonly { resource: string; permissions: readonly Permission[] }[] = [
  {
    resource: 'https://outlook.office.com',
    permissions: ['IMAP.AccessAsUser.All', 'POP.AccessAsUser.All', 'SMTP.Send'].map((name) => ({
      name,
      adminTyped: false,
      personal: true,
    })),
  },
  { resource: 'https://outlook.office365.com', permissions: [work('EWS.AccessAsUser.All')] },
  {
    resource: 'https://analysis.windows.net/powerbi/api',
    permissions: [
      'Report.Read.All',
      'Report.ReadWrite.All',
      'Dataset.Read.All',
      'Dataset.ReadWrite.All',
      'Dashboard.Read.All',
      'Workspace.Read.All',
    ].map(work),
  },
  { resource: 'https://vault.azure.net', permissions: [work('user_impersonation')] },
  { resource: 'https://management.azure.com', permissions: [work('user_impersonation')] },
  { resource: 'https://storage.azure.com', permissions: [work('user_impersonation')] },
  { resource: 'https://api.businesscentral.dynamics.com', permissions: [work('user_impersonation')] },
];
