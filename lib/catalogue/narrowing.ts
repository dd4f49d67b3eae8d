import { type CloudId, cloudTraits, type RealCloud, realCloud } from '#lib/clouds';
import { powerShellQuote } from './registration/scripts/quote.ts';

/** The app of a tenant's connection, as scripts name it, and the cloud it is in. */
export type NarrowedApp = { clientId: string; displayName: string; cloud: CloudId };

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

/** What commands take to connect to a cloud other than the worldwide one, which they connect to without it. */
type ConnectOptions = { pnp: string; cli: string; graph: string; exchange: string };

const connectOptions: Readonly<Record<RealCloud, ConnectOptions>> = {
  global: { pnp: '', cli: '', graph: '', exchange: '' },
  'us-gov': {
    pnp: ' -AzureEnvironment USGovernmentHigh',
    cli: ' --cloud USGovHigh',
    graph: ' -Environment USGov',
    exchange: ' -ExchangeEnvironmentName O365USGovGCCHigh',
  },
  'us-gov-dod': {
    pnp: ' -AzureEnvironment USGovernmentDoD',
    cli: ' --cloud USGovDoD',
    graph: ' -Environment USGovDoD',
    exchange: ' -ExchangeEnvironmentName O365USGovDoD',
  },
  china: {
    pnp: ' -AzureEnvironment China',
    cli: ' --cloud China',
    graph: ' -Environment China',
    exchange: ' -ExchangeEnvironmentName O365China',
  },
};

/** The same as a site-grant link, for admins who work with scripts; each releases one site for reading. */
export function siteScripts({ clientId, displayName, cloud }: NarrowedApp): NarrowingScript[] {
  const { graphUrl, sharePointDomains } = cloudTraits(cloud);
  const host = `contoso.${sharePointDomains[0]}`;
  const site = `https://${host}/sites/marketing`;
  const options = connectOptions[realCloud(cloud)];
  const name = powerShellQuote(displayName);
  const json = JSON.stringify({
    roles: ['read'],
    grantedToIdentities: [{ application: { id: clientId, displayName } }],
  });
  return [
    {
      id: 'pnp',
      label: 'PnP PowerShell',
      code: `# Version 3; before it the commands end in AzureADAppSitePermission. Connecting takes an app of the tenant's own,
# which Register-PnPEntraIDAppForInteractiveLogin makes.
Connect-PnPOnline -Url ${site} -Interactive -ClientId YOUR_PNP_APP_ID${options.pnp}
Grant-PnPEntraIDAppSitePermission -AppId ${clientId} -DisplayName ${name} -Permissions Read -Site ${site}
Get-PnPEntraIDAppSitePermission -Site ${site}`,
    },
    {
      id: 'cli',
      label: 'CLI for Microsoft 365',
      code: `m365 login${options.cli}
m365 spo site apppermission add --siteUrl ${site} --permission read --appId ${clientId}
m365 spo site apppermission list --siteUrl ${site}`,
    },
    {
      id: 'graph',
      label: 'Graph calls',
      code: `GET ${graphUrl}/v1.0/sites/${host}:/sites/marketing?$select=id
POST ${graphUrl}/v1.0/sites/{id}/permissions
Content-Type: application/json

${json}`,
    },
  ];
}

/** Exchange takes no longer name for a management scope. */
const longestScopeName = 64;
const suffix = ' mailboxes';

/**
 * Gives the app access to single mailboxes (Exchange Online, "Role Based Access Control for Applications"). A mail
 * permission granted in Entra would also apply, and to every mailbox, so none may be consented to.
 */
export function exchangeScript({ clientId, displayName, cloud, tid, domain, role }: NarrowedTenant): NarrowingScript {
  const options = connectOptions[realCloud(cloud)];
  const name = powerShellQuote(displayName);
  // Its own for each app: a second scope of the same name is refused.
  const scope = powerShellQuote(`${displayName.slice(0, longestScopeName - suffix.length)}${suffix}`);
  return {
    id: 'exchange',
    label: 'Exchange Online PowerShell',
    code: `# Needs the ExchangeOnlineManagement and Microsoft.Graph.Applications modules, and the role Organization Management.
Connect-MgGraph -TenantId ${tid} -Scopes Application.Read.All -NoWelcome${options.graph}
Connect-ExchangeOnline -ShowBanner:$false${options.exchange}

# The object id of the enterprise app in this tenant, not that of the registration.
$principal = Get-MgServicePrincipal -Filter "appId eq '${clientId}'"
New-ServicePrincipal -AppId ${clientId} -ObjectId $principal.Id -DisplayName ${name}

# Which mailboxes: here all members of one mail-enabled group.
$group = Get-Group 'Released mailboxes'
New-ManagementScope -Name ${scope} -RecipientRestrictionFilter "MemberOfGroup -eq '$($group.DistinguishedName)'"
New-ManagementRoleAssignment -App $principal.Id -Role '${role}' -CustomResourceScope ${scope}

# InScope must be True for the first and False for the second. Graph follows within two hours.
Test-ServicePrincipalAuthorization -Identity $principal.Id -Resource 'should-work@${domain}'
Test-ServicePrincipalAuthorization -Identity $principal.Id -Resource 'should-not@${domain}'`,
  };
}
