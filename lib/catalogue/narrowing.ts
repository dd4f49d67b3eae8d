import { powerShellQuote } from './registration/scripts/quote.ts';

/** The app of a tenant's connection, as scripts name it. */
export type NarrowedApp = { clientId: string; displayName: string };

/** What Exchange opens in a mailbox for a product, and the call below `/users/{mailbox}` that shows it. */
export type MailboxAccess = { role: string; path: string | null };

const mailboxAccesses: Readonly<Record<string, MailboxAccess>> = {
  'outlook-calendar': { role: 'Application Calendars.Read', path: 'calendar?$select=id' },
  'microsoft-people': { role: 'Application Contacts.Read', path: 'contacts?$top=1&$select=id' },
  // Not reached by way of Graph, so that no call of Graph's shows it.
  'exchange-online': { role: 'Application EWS.AccessAsApp', path: null },
};

/** The narrowest role of "Role Based Access Control for Applications" that a product needs, and how to try it. */
export function mailboxAccess(provider: string): MailboxAccess {
  return mailboxAccesses[provider] ?? { role: 'Application Mail.Read', path: 'mailFolders/inbox?$select=id' };
}

/** Whose mailboxes are opened to the app, and by which role. */
export type NarrowedTenant = NarrowedApp & { tid: string; domain: string; role: string };

export type NarrowingScript = { id: 'pnp' | 'cli' | 'graph' | 'exchange'; label: string; code: string };

const exampleSite = 'https://contoso.sharepoint.com/sites/marketing';

/** The same as a site-grant link, for admins who work with scripts; each releases one site for reading. */
export function siteScripts({ clientId, displayName }: NarrowedApp): NarrowingScript[] {
  const name = powerShellQuote(displayName);
  const json = JSON.stringify({
    roles: ['read'],
    grantedToIdentities: [{ application: { id: clientId, displayName } }],
  });
  return [
    {
      id: 'pnp',
      label: 'PnP PowerShell',
      code: `Grant-PnPAzureADAppSitePermission -AppId ${clientId} -DisplayName ${name} -Permissions Read -Site ${exampleSite}
Get-PnPAzureADAppSitePermission -Site ${exampleSite}`,
    },
    {
      id: 'cli',
      label: 'CLI for Microsoft 365',
      code: `m365 spo site apppermission add --siteUrl ${exampleSite} --permission read --appId ${clientId}
m365 spo site apppermission list --siteUrl ${exampleSite}`,
    },
    {
      id: 'graph',
      label: 'Graph calls',
      code: `GET https://graph.microsoft.com/v1.0/sites/contoso.sharepoint.com:/sites/marketing?$select=id
POST https://graph.microsoft.com/v1.0/sites/{id}/permissions
Content-Type: application/json

${json}`,
    },
  ];
}

/**
 * Gives the app access to single mailboxes (Exchange Online, "Role Based Access Control for Applications"). A mail
 * permission granted in Entra would also apply, and to every mailbox, so none may be consented to.
 */
export function exchangeScript({ clientId, displayName, tid, domain, role }: NarrowedTenant): NarrowingScript {
  const name = powerShellQuote(displayName);
  return {
    id: 'exchange',
    label: 'Exchange Online PowerShell',
    code: `# Needs the ExchangeOnlineManagement and Microsoft.Graph.Applications modules, and the role Organization Management.
Connect-MgGraph -TenantId ${tid} -Scopes Application.Read.All -NoWelcome
Connect-ExchangeOnline -ShowBanner:$false

# The object id of the enterprise app in this tenant, not that of the registration.
$principal = Get-MgServicePrincipal -Filter "appId eq '${clientId}'"
New-ServicePrincipal -AppId ${clientId} -ObjectId $principal.Id -DisplayName ${name}

# Which mailboxes: here all members of one mail-enabled group.
$group = Get-Group 'Released mailboxes'
New-ManagementScope -Name 'Latchkey mailboxes' -RecipientRestrictionFilter "MemberOfGroup -eq '$($group.DistinguishedName)'"
New-ManagementRoleAssignment -App $principal.Id -Role '${role}' -CustomResourceScope 'Latchkey mailboxes'

# InScope must be True for the first and False for the second. Graph follows within two hours.
Test-ServicePrincipalAuthorization -Identity $principal.Id -Resource 'should-work@${domain}'
Test-ServicePrincipalAuthorization -Identity $principal.Id -Resource 'should-not@${domain}'`,
  };
}
