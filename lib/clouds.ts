/** Microsoft's own clouds; an app registration, its accounts and its tokens belong to exactly one. */
export const REAL_CLOUDS = ['global', 'us-gov', 'us-gov-dod', 'china'] as const;
export type RealCloud = (typeof REAL_CLOUDS)[number];

/** The real clouds, and the sandbox playing each of them. */
export const CLOUDS = [...REAL_CLOUDS, 'sandbox', 'sandbox-us-gov', 'sandbox-us-gov-dod', 'sandbox-china'] as const;
export type CloudId = (typeof CLOUDS)[number];

/** What differs from cloud to cloud (Microsoft identity platform, "national clouds"; Graph, "national cloud deployments"). */
export type CloudTraits = {
  title: string;
  description: string;
  /** Origin people sign in at. */
  loginUrl: string;
  /** Root of Microsoft Graph without a version: the address of its tokens and the prefix of its scopes. */
  graphUrl: string;
  /** Where an app is registered. */
  entraPortalUrl: string;
  azurePortalUrl: string;
  /** What SharePoint's host names end in, `contoso` and `contoso-my` in front. */
  sharePointDomains: readonly string[];
  /** Where Microsoft hands out addresses that are their own credential (upload sessions, downloads). */
  contentDomains: {
    /** Hosts with other addresses too: a parameter is the credential. */
    byParameter: readonly string[];
    /** Hosts that serve nothing else. */
    whole: readonly string[];
  };
  /** Personal Microsoft accounts and publisher verification exist here. */
  hasPersonalAccounts: boolean;
  /** Graph's scopes may be asked by their bare names; elsewhere they need Graph's address in front. */
  takesBareScopes: boolean;
  /** The audience of a federated credential's assertion. */
  tokenExchangeAudience: string;
};

export const CLOUD_TRAITS: Readonly<Record<RealCloud, CloudTraits>> = {
  global: {
    title: 'Microsoft',
    description: 'The worldwide cloud, GCC included.',
    loginUrl: 'https://login.microsoftonline.com',
    graphUrl: 'https://graph.microsoft.com',
    entraPortalUrl: 'https://entra.microsoft.com',
    azurePortalUrl: 'https://portal.azure.com',
    sharePointDomains: ['sharepoint.com'],
    contentDomains: {
      byParameter: ['sharepoint.com', 'outlook.office.com', 'outlook.office365.com', 'outlook.live.com'],
      whole: ['my.microsoftpersonalcontent.com', '1drv.com', 'api.onedrive.com', 'svc.ms'],
    },
    hasPersonalAccounts: true,
    takesBareScopes: true,
    tokenExchangeAudience: 'api://AzureADTokenExchange',
  },
  'us-gov': {
    title: 'US Government L4',
    description: 'GCC High. Work and school accounts only.',
    loginUrl: 'https://login.microsoftonline.us',
    graphUrl: 'https://graph.microsoft.us',
    entraPortalUrl: 'https://entra.microsoft.us',
    azurePortalUrl: 'https://portal.azure.us',
    sharePointDomains: ['sharepoint.us'],
    contentDomains: {
      byParameter: ['sharepoint.us', 'outlook.office365.us'],
      whole: ['svc.ms'],
    },
    hasPersonalAccounts: false,
    takesBareScopes: false,
    tokenExchangeAudience: 'api://AzureADTokenExchangeUSGov',
  },
  'us-gov-dod': {
    title: 'US Government L5 (DoD)',
    description: 'Department of Defense. Work accounts only.',
    loginUrl: 'https://login.microsoftonline.us',
    graphUrl: 'https://dod-graph.microsoft.us',
    // The Entra admin center of L5 is reached through the Azure portal.
    entraPortalUrl: 'https://portal.azure.us',
    azurePortalUrl: 'https://portal.azure.us',
    // The department's own tenant lies on the second one.
    sharePointDomains: ['sharepoint-mil.us', 'dps.mil'],
    contentDomains: {
      byParameter: ['sharepoint-mil.us', 'dps.mil', 'outlook-dod.office365.us', 'webmail.apps.mil'],
      whole: ['svc.ms'],
    },
    hasPersonalAccounts: false,
    takesBareScopes: false,
    tokenExchangeAudience: 'api://AzureADTokenExchangeUSGov',
  },
  china: {
    title: 'China (21Vianet)',
    description: 'Operated by 21Vianet. Work and school accounts only.',
    loginUrl: 'https://login.partner.microsoftonline.cn',
    graphUrl: 'https://microsoftgraph.chinacloudapi.cn',
    entraPortalUrl: 'https://portal.azure.cn',
    azurePortalUrl: 'https://portal.azure.cn',
    sharePointDomains: ['sharepoint.cn'],
    contentDomains: {
      byParameter: ['sharepoint.cn', 'partner.outlook.cn'],
      whole: [],
    },
    hasPersonalAccounts: false,
    takesBareScopes: false,
    tokenExchangeAudience: 'api://AzureADTokenExchangeChina',
  },
};

const played = {
  sandbox: 'global',
  'sandbox-us-gov': 'us-gov',
  'sandbox-us-gov-dod': 'us-gov-dod',
  'sandbox-china': 'china',
} as const satisfies Partial<Record<CloudId, RealCloud>>;

/** Whether the cloud is the offline Microsoft. */
export function isSandbox(id: CloudId): id is keyof typeof played {
  return id in played;
}

/** The real cloud whose rules hold: the cloud itself, or the one the sandbox plays. */
export function realCloud(id: CloudId): RealCloud {
  return isSandbox(id) ? played[id] : id;
}

/** What differs from cloud to cloud. */
export function cloudTraits(id: CloudId): CloudTraits {
  return CLOUD_TRAITS[realCloud(id)];
}

/** What people call a cloud. */
export function cloudTitle(id: CloudId): string {
  if (!isSandbox(id)) return CLOUD_TRAITS[id].title;
  return id === 'sandbox' ? 'Sandbox' : `Sandbox: ${CLOUD_TRAITS[played[id]].title}`;
}

/** Where Microsoft explains one of its AADSTS codes; each cloud has a page of its own. */
export function lookupUrl(code: number, cloud: CloudId = 'global'): string {
  return `${cloudTraits(cloud).loginUrl}/error?code=${code}`;
}
