import { graphRoleIds, graphScopeIds } from './permission-ids.ts';

/**
 * Delegated Microsoft Graph permissions that the sandbox knows, by type and by account kind
 * (Microsoft's permissions reference; personal accounts: scheme `DelegatedPersonal`).
 */
export interface Permission {
  name: string;
  adminTyped: boolean;
  personal: boolean;
  /** Microsoft's own id, if the sandbox knows it. */
  id?: string | undefined;
}

/** An application permission: what an app may do without anybody signed in. */
export interface Role {
  name: string;
  id: string;
}

/** Permissions that users may grant, for work and personal accounts. */
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

/** Permissions that users may grant, for work accounts only. */
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

/** Permissions that only an administrator may grant, whatever the tenant's policy. */
const adminTyped = [
  'Application.Read.All',
  'Application.ReadWrite.All',
  'Calendars.ReadBasic',
  'Device.Read.All',
  'Policy.Read.All',
  'Sites.FullControl.All',
  'AppRoleAssignment.ReadWrite.All',
  'AuditLog.Read.All',
  'ChannelMessage.Read.All',
  'ChannelSettings.Read.All',
  'DelegatedPermissionGrant.Read.All',
  'DelegatedPermissionGrant.ReadWrite.All',
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
].map((one) => ({ ...one, id: graphScopeIds[one.name] }));

export const graphRoles: readonly Role[] = Object.entries(graphRoleIds).map(([name, id]) => ({ name, id }));
