/** Microsoft's real clouds. An app registration, its accounts and its tokens belong to exactly one. */
export const REAL_CLOUDS = ['global', 'us-gov', 'us-gov-dod', 'china'] as const;
export type RealCloud = (typeof REAL_CLOUDS)[number];

/** The real clouds, and the sandbox imitating each of them. */
export const CLOUDS = [...REAL_CLOUDS, 'sandbox', 'sandbox-us-gov', 'sandbox-us-gov-dod', 'sandbox-china'] as const;
export type CloudId = (typeof CLOUDS)[number];

/**
 * The differences between clouds (Microsoft identity platform, "national clouds"; Graph, "national cloud deployments").
 */
export type CloudTraits = {
  title: string;
  description: string;
  /** Origin of the sign-in pages. */
  loginUrl: string;
  /** Root of Microsoft Graph without a version: the base of its URLs and the prefix of its scopes. */
  graphUrl: string;
  /** Address of the admin center where apps are registered. */
  entraPortalUrl: string;
  azurePortalUrl: string;
  /** Domains of SharePoint's hosts, which look like `contoso.` or `contoso-my.` plus the domain. */
  sharePointDomains: readonly string[];
  /** Domains of pre-authenticated URLs (upload sessions, downloads), where the URL itself is the credential. */
  contentDomains: {
    /** These hosts also serve ordinary URLs. A pre-authenticated URL is recognized by its query parameter. */
    byParameter: readonly string[];
    /** These hosts serve pre-authenticated URLs only. */
    whole: readonly string[];
  };
  /** Whether personal Microsoft accounts and publisher verification exist in this cloud. */
  hasPersonalAccounts: boolean;
  /** Whether Graph scopes may be requested by short name. Elsewhere they need Graph's address as prefix. */
  takesBareScopes: boolean;
  /** The audience that the assertion of a federated credential must have. */
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
    // The Entra admin center of this cloud is reached through the Azure portal.
    entraPortalUrl: 'https://portal.azure.us',
    azurePortalUrl: 'https://portal.azure.us',
    // The second domain is that of the Department of Defense's own tenant.
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

/** Whether a cloud is played by the sandbox. */
export function isSandbox(id: CloudId): id is keyof typeof played {
  return id in played;
}

/** The real cloud whose rules apply: the cloud itself, or the one that the sandbox imitates. */
export function realCloud(id: CloudId): RealCloud {
  return isSandbox(id) ? played[id] : id;
}

/** The traits of a cloud. */
export function cloudTraits(id: CloudId): CloudTraits {
  return CLOUD_TRAITS[realCloud(id)];
}

/** The name of a cloud for people. */
export function cloudTitle(id: CloudId): string {
  if (!isSandbox(id)) return CLOUD_TRAITS[id].title;
  return id === 'sandbox' ? 'Sandbox' : `Sandbox: ${CLOUD_TRAITS[played[id]].title}`;
}

/** The page where Microsoft explains an AADSTS code. Each cloud has its own. */
export function lookupUrl(code: number, cloud: CloudId = 'global'): string {
  return `${cloudTraits(cloud).loginUrl}/error?code=${code}`;
}
