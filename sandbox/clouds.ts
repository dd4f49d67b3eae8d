export const CLOUD_NAMES = ['global', 'us-gov', 'us-gov-dod', 'china'] as const;
export type CloudName = (typeof CLOUD_NAMES)[number];

interface CloudFacts {
  title: string;
  /** The origin of the sign-in host that the sandbox imitates. */
  login: string;
  /** The address of the Graph that the sandbox imitates: `aud` of its tokens, prefix of its scopes. */
  graph: string;
  tokenExchangeAudience: string;
}

/** Microsoft's clouds (identity platform, "national clouds"; Graph, "national cloud deployments"). */
export const clouds: Readonly<Record<CloudName, CloudFacts>> = {
  global: {
    title: 'Worldwide',
    login: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    tokenExchangeAudience: 'api://AzureADTokenExchange',
  },
  'us-gov': {
    title: 'US Government L4',
    login: 'https://login.microsoftonline.us',
    graph: 'https://graph.microsoft.us',
    tokenExchangeAudience: 'api://AzureADTokenExchangeUSGov',
  },
  'us-gov-dod': {
    title: 'US Government L5 (DoD)',
    login: 'https://login.microsoftonline.us',
    graph: 'https://dod-graph.microsoft.us',
    tokenExchangeAudience: 'api://AzureADTokenExchangeUSGov',
  },
  china: {
    title: 'China (21Vianet)',
    login: 'https://login.partner.microsoftonline.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    tokenExchangeAudience: 'api://AzureADTokenExchangeChina',
  },
};

/** The path below which a cloud answers; empty for the worldwide one. */
export function pathOf(cloud: CloudName): '' | `/clouds/${CloudName}` {
  return cloud === 'global' ? '' : `/clouds/${cloud}`;
}
